using System.Globalization;
using System.IO.Compression;
using CsvHelper;

namespace StudentRecords.Infrastructure.Replay;

/// <summary>Reads the Open University Learning Analytics data set where it lies (CSV or CSV.gz). Every row is read and counted; none is passed over.</summary>
internal sealed class OuladFolder(string path)
{
    /// <exception cref="DirectoryNotFoundException">The folder does not hold the data set.</exception>
    public void Check()
    {
        if (Find("courses") is null || Find("studentInfo") is null)
        {
            throw new DirectoryNotFoundException($"'{path}' does not hold the data set: courses.csv(.gz), assessments, studentInfo, studentRegistration and studentAssessment are needed.");
        }
    }

    public List<OuladCourse> Courses() => Read("courses", r => new OuladCourse(r[0], r[1], Int(r[2])!.Value)).ToList();

    public List<OuladAssessment> Assessments() => Read("assessments", r => new OuladAssessment(r[0], r[1], r[2], r[3], Int(r[4]), decimal.Parse(r[5], CultureInfo.InvariantCulture))).ToList();

    public List<OuladRegistration> Registrations()
    {
        var days = Read("studentRegistration", r => (Key: (r[0], r[1], r[2]), Registered: Int(r[3]), Left: Int(r[4]))).ToDictionary(r => r.Key, r => (r.Registered, r.Left));
        return Read("studentInfo", r => new OuladRegistration
        {
            Module = r[0],
            Presentation = r[1],
            Student = r[2],
            Gender = r[3],
            Region = r[4],
            Education = r[5],
            PreviousAttempts = Int(r[8])!.Value,
            Disabled = r[10] == "Y",
            FinalResult = r[11],
            RegisteredDay = days[(r[0], r[1], r[2])].Registered,
            UnregisteredDay = days[(r[0], r[1], r[2])].Left,
        }).ToList();
    }

    /// <summary>Streamed: this is the long file.</summary>
    public IEnumerable<OuladMark> Marks() => Read("studentAssessment", r => new OuladMark(r[0], r[1], Int(r[2])!.Value, r[3] == "1", r[4] is "" or "?" ? null : decimal.Parse(r[4], CultureInfo.InvariantCulture)));

    private IEnumerable<T> Read<T>(string name, Func<string[], T> row)
    {
        var file = Find(name) ?? throw new FileNotFoundException($"{name}.csv(.gz) is not in '{path}'.");
        using var stream = File.OpenRead(file);
        using Stream text = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        using var reader = CsvReader.Create(text);
        var fields = new string[reader.Headers.Count];
        while (reader.Read())
        {
            for (var i = 0; i < fields.Length; i++)
            {
                fields[i] = reader.GetString(i);
            }

            yield return row(fields);
        }
    }

    private string? Find(string name) => new[] { $"{name}.csv", $"{name}.csv.gz" }.Select(f => Path.Combine(path, f)).FirstOrDefault(File.Exists);

    private static int? Int(string text) => text is "" or "?" ? null : int.Parse(text, CultureInfo.InvariantCulture);
}
