using System.Globalization;
using System.Text;

namespace StudentRecords.Web.Integration.Simulator.Formats;

/// <summary>
/// The loans company's side of its text file: header, rows and footer must agree, and nothing is taken twice. It refuses the first registration, which is to come again, and the first change of
/// circumstance, which is to be let go; its answer file names the rows that it refused.
/// </summary>
/// <param name="refuses">Refuses on purpose.</param>
internal sealed class LoansReader(bool refuses) : IFileReader
{
    /// <summary>Code under which the first registration is refused: in a later file it is right.</summary>
    public const string ComeAgain = "R012";

    /// <summary>Code under which the first change of circumstance is refused: nothing will make it right.</summary>
    public const string LetGo = "R044";

    private const int Most = 50_000;

    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> spent = new(StringComparer.Ordinal);
    private int last;

    public FileRead Read(FetchedFile file)
    {
        var text = Encoding.UTF8.GetString(file.Content);
        FormatCheck.That(text.EndsWith("\r\n", StringComparison.Ordinal) && text.Count(c => c == '\n') == text.Split("\r\n").Length - 1, "a line does not end in CRLF");
        var lines = text[..^2].Split("\r\n").Select(l => l.Split('|')).ToList();
        var rows = lines.Count > 2 ? lines[1..^1].ConvertAll(LoanLine.Of) : [];
        CheckFrame(file.Note, lines, rows);
        Dictionary<int, RowTold> told = [];
        StringBuilder errors = new();
        HashSet<int> refused = [];
        foreach (var row in rows)
        {
            var place = row.Number - 1;
            if (Refusal(row) is { } error)
            {
                refused.Add(place);
                errors.Append(CultureInfo.InvariantCulture, $"E|{row.Number}|RULE|{error}\r\n");
            }
            else
            {
                FormatCheck.That(taken.Add(file.Note.Items[place].Key), $"row {row.Number} was taken before");
                told[place] = row.Told();
            }
        }

        last = file.Note.Number;
        return new FileRead { Told = told, Refused = refused, Answer = new FileAnswer("txt", $"H|SLC|{file.Note.Flow}|{file.Note.Number:D6}|{lines[0][4]}|{refused.Count}\r\n{errors}F|{refused.Count}\r\n", refused.Count) };
    }

    private void CheckFrame(FileNote note, List<string[]> lines, List<LoanLine> rows)
    {
        FormatCheck.That(lines[0] is ["H", "SIS", var flow, var number, var day, _, _] && flow == note.Flow && number == note.Number.ToString("D6", CultureInfo.InvariantCulture) && LoanLine.IsDay(day), "its header is not H|SIS|flow|number|day|rows|pounds of its manifest");
        FormatCheck.That(lines[^1] is ["F", var count, var sum] && count == lines[0][5] && sum == lines[0][6], "its footer is not F|rows|pounds of its header");
        FormatCheck.That(lines[0][5] == rows.Count.ToString(CultureInfo.InvariantCulture) && rows.Count is > 0 and <= Most && rows.Count == note.Rows && rows.Count == note.Items.Count, $"it says {lines[0][5]} and its manifest {note.Rows} rows, and {rows.Count} stand in it");
        FormatCheck.That(lines[0][6] == LoanLine.Money(rows.Sum(r => r.Pence)) && rows.Sum(r => r.Pence) == note.Pence, $"it says {lines[0][6]} pounds, and its rows come to {LoanLine.Money(rows.Sum(r => r.Pence))}");
        FormatCheck.That(rows.Select((r, i) => r.Number == i + 1).All(n => n), "its rows are not numbered from 1");
        FormatCheck.That(rows.Zip(rows.Skip(1)).All(r => r.First.Place <= r.Second.Place), "registrations do not stand first");
        FormatCheck.That(last == 0 || note.Number == last + 1, $"it is number {note.Number} and came after {last}");
    }

    private string? Refusal(LoanLine row) => !refuses ? null : row.Code switch
    {
        "REG" when spent.Add(row.Code) => $"{ComeAgain}|No assessment for the year yet",
        "COC" when spent.Add(row.Code) => $"{LetGo}|The year is closed",
        _ => null,
    };
}
