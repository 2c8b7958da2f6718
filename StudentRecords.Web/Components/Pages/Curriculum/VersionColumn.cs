namespace StudentRecords.Web.Components.Pages.Curriculum;

/// <summary>A version as a column beside the others.</summary>
public sealed record VersionColumn(int CatalogueVersion, string FromYear, IReadOnlyList<(string Name, string Value)> Facts)
{
    /// <summary>Null where this version does not say it.</summary>
    public string? Of(string name)
    {
        var found = Facts.FirstOrDefault(f => f.Name == name);
        return found.Name is null ? null : found.Value;
    }
}
