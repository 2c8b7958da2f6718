namespace StudentRecords.Infrastructure.Store.Paging;

/// <summary>Patterns for <c>EF.Functions.Like(column, pattern, SearchPattern.Escape)</c> in which what the user typed stands for itself.</summary>
public static class SearchPattern
{
    public const string Escape = "\\";

    public static string Containing(string text) => $"%{Plain(text)}%";

    /// <summary>Can use an index; prefer it for numbers and codes.</summary>
    public static string StartingWith(string text) => $"{Plain(text)}%";

    private static string Plain(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal);
}
