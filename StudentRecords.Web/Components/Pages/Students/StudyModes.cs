namespace StudentRecords.Web.Components.Pages.Students;

/// <summary>HESA SCSMODE in words, as far as the record uses it.</summary>
internal static class StudyModes
{
    public static string Words(string code) => code switch { "01" => "Full time", "31" => "Part time", _ => code };
}
