namespace StudentRecords.Web.Components.Pages.Students;

/// <summary>HESA SCSMODE in words, as far as the record uses it.</summary>
internal static class StudyModes
{
    public static readonly IReadOnlyList<string> All = ["01", "02", "03", "31"];

    public static string Words(string code) => code switch { "01" => "Full time", "02" => "Other full time", "03" => "Accelerated full time", "31" => "Part time", _ => code };
}
