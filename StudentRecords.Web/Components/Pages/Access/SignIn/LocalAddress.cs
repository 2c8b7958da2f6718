namespace StudentRecords.Web.Components.Pages.Access.SignIn;

/// <summary>Where to go after signing in: only ever a page of this site.</summary>
public static class LocalAddress
{
    public static string Of(string? asked) =>
        asked is ['/', ..] && !asked.StartsWith("//", StringComparison.Ordinal) && !asked.StartsWith("/\\", StringComparison.Ordinal) && !asked.Any(char.IsControl) ? asked : "/";
}
