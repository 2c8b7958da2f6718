using System.Globalization;
using System.Text;

namespace StudentRecords.Tests.Replay;

/// <summary>A made-up data set in the shape of the Open University's, with each of its awkward cases, small enough to be replayed in seconds.</summary>
internal sealed class SmallDataSet : IDisposable
{
    private readonly StringBuilder info = new("\"code_module\",\"code_presentation\",\"id_student\",\"gender\",\"region\",\"highest_education\",\"imd_band\",\"age_band\",\"num_of_prev_attempts\",\"studied_credits\",\"disability\",\"final_result\"\n");
    private readonly StringBuilder registration = new("\"code_module\",\"code_presentation\",\"id_student\",\"date_registration\",\"date_unregistration\"\n");
    private readonly StringBuilder marks = new("\"id_assessment\",\"id_student\",\"date_submitted\",\"is_banked\",\"score\"\n");

    public SmallDataSet(int students = 120)
    {
        Folder = Directory.CreateTempSubdirectory("small-oulad-").FullName;
        File.WriteAllText(Path.Combine(Folder, "courses.csv"), "\"code_module\",\"code_presentation\",\"module_presentation_length\"\n\"CCC\",\"2014B\",\"241\"\n\"CCC\",\"2014J\",\"269\"\n\"GGG\",\"2013J\",\"261\"\n");
        File.WriteAllText(Path.Combine(Folder, "assessments.csv"), "\"code_module\",\"code_presentation\",\"id_assessment\",\"assessment_type\",\"date\",\"weight\"\n"
            + "\"CCC\",\"2014B\",\"11\",\"TMA\",\"30\",\"60\"\n\"CCC\",\"2014B\",\"12\",\"CMA\",\"60\",\"40\"\n\"CCC\",\"2014B\",\"13\",\"Exam\",\"\",\"100\"\n"
            + "\"CCC\",\"2014J\",\"21\",\"TMA\",\"30\",\"100\"\n\"CCC\",\"2014J\",\"22\",\"Exam\",\"\",\"100\"\n"
            + "\"GGG\",\"2013J\",\"31\",\"TMA\",\"61\",\"0\"\n\"GGG\",\"2013J\",\"32\",\"Exam\",\"229\",\"100\"\n");
        for (var i = 1; i <= students; i++)
        {
            Add(i);
        }

        File.WriteAllText(Path.Combine(Folder, "studentInfo.csv"), info.ToString());
        File.WriteAllText(Path.Combine(Folder, "studentRegistration.csv"), registration.ToString());
        File.WriteAllText(Path.Combine(Folder, "studentAssessment.csv"), marks.ToString());
    }

    public string Folder { get; }

    public int Registrations { get; private set; }

    public int Marks { get; private set; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void Add(int student)
    {
        var (module, presentation) = (student % 3) switch { 0 => ("CCC", "2014B"), 1 => ("CCC", "2014J"), _ => ("GGG", "2013J") };
        var result = student % 7 == 0 ? "Withdrawn" : student % 5 == 0 ? "Fail" : student % 11 == 0 ? "Distinction" : "Pass";
        Register(module, presentation, student, result, student % 7 == 0 ? student % 14 == 0 ? "-10" : "40" : "");
        if (student % 10 == 3 && module != "GGG")
        {
            Register("GGG", "2013J", student, "Pass", "");
        }

        var prefix = presentation switch { "2014B" => 1, "2014J" => 2, _ => 3 };
        for (var n = 1; n <= (module == "CCC" && presentation == "2014B" ? 3 : 2); n++)
        {
            var score = student % 13 == 0 && n == 1 ? "" : (40 + (student * n % 55)).ToString(CultureInfo.InvariantCulture);
            marks.Append(CultureInfo.InvariantCulture, $"\"{prefix}{n}\",\"{student}\",\"{(student % 17 == 0 ? -1 : 25 + n)}\",\"{(student % 17 == 0 ? 1 : 0)}\",\"{score}\"\n");
            Marks++;
        }
    }

    private void Register(string module, string presentation, int student, string result, string left)
    {
        info.Append(CultureInfo.InvariantCulture, $"\"{module}\",\"{presentation}\",\"{student}\",\"{(student % 2 == 0 ? "M" : "F")}\",\"Wales\",\"A Level or Equivalent\",\"\",\"0-35\",\"{student % 2}\",\"60\",\"{(student % 9 == 0 ? "Y" : "N")}\",\"{result}\"\n");
        registration.Append(CultureInfo.InvariantCulture, $"\"{module}\",\"{presentation}\",\"{student}\",\"{(student % 23 == 0 ? "" : "-30")}\",\"{left}\"\n");
        Registrations++;
    }
}
