using System.Globalization;
using System.Text.Json;

namespace StudentRecords.Tests.Faults;

/// <summary>A message that a system sends until it is told that the hub has it, under the same id each time.</summary>
/// <param name="System">Who sends it.</param>
/// <param name="Flow">On which flow.</param>
/// <param name="Id">The message's own id.</param>
/// <param name="Text">The message.</param>
/// <param name="Effect">What it is to bring about, once; two that say the same thing name the same. Null: nothing, it breaks its contract.</param>
/// <param name="Student">Whose account it changes.</param>
/// <param name="Pounds">By how much.</param>
internal sealed record Saying(string System, string Flow, string Id, string Text, string? Effect, string? Student = null, decimal Pounds = 0)
{
    /// <summary>Money that came, each time another sum.</summary>
    public static Saying Payment(string name, string student, decimal pounds, string? under = null) =>
        new("FIN", "F010", under ?? name, Message(under ?? name, "PaymentReceived", under ?? name, 1, new { student = Who(student), transaction = name, amount = pounds, bookedOn = "2024-01-10" }), $"paid {name}", student, pounds);

    public static Saying HoldPlaced(string name, string student) =>
        new("FIN", "F010", $"{name}-1", Message($"{name}-1", "FinancialHoldPlaced", name, 1, new { student = Who(student), hold = name, reason = "Deposit outstanding", placedOn = "2024-01-12" }), $"held {name}");

    public static Saying HoldReleased(string name, string student) =>
        new("FIN", "F010", $"{name}-2", Message($"{name}-2", "FinancialHoldReleased", name, 2, new { student = Who(student), hold = name, reason = "Paid", releasedOn = "2024-01-15" }), $"released {name}");

    /// <summary>Figures that the hub hands on to Business Intelligence.</summary>
    public static Saying Batch(string name, string dataset, int version) =>
        new("VLE", "F055", name, Message(name, "LearningAnalyticsBatch", dataset, version, new { dataset, batch = name, asOf = "2024-02-08", rows = version, sha256 = new string('a', 64), link = "https://vle.example.ac.uk/batch" }), $"handed on {name}");

    /// <summary>A sum of less than nothing.</summary>
    public static Saying Broken(string name, string student) =>
        new("FIN", "F010", name, Message(name, "PaymentReceived", name, 1, new { student = Who(student), transaction = name, amount = -1, bookedOn = "2024-01-10" }), null);

    /// <summary>
    /// The nth of a long conversation: sums and holds of many students, releases that may come before their holds, batches on a few lanes,
    /// what breaks its contract, and the same sum told again under another id.
    /// </summary>
    public static Saying Nth(string word, int n, IReadOnlyList<string> students)
    {
        var (student, of) = (students[n / 10 % students.Count], string.Create(CultureInfo.InvariantCulture, $"{word}-{n}"));
        return (n % 10) switch
        {
            3 => HoldReleased(string.Create(CultureInfo.InvariantCulture, $"{word}-{n + 1}"), student),
            4 => HoldPlaced(of, student),
            6 or 7 => Batch(of, $"{word}-set-{n / 10 % 5}", n),
            8 => Broken(of, student),
            9 => Payment(string.Create(CultureInfo.InvariantCulture, $"{word}-{n - 9}"), student, Sum(n - 9), under: $"{of}-again"),
            _ => Payment(of, student, Sum(n)),
        };
    }

    private static decimal Sum(int n) => 10m + (n / 100m);

    private static object Who(string student) => new { system = "SIS", id = student };

    private static string Message(string id, string type, string key, long sourceVersion, object data) => JsonSerializer.Serialize(new { id, type, key, sourceVersion, data }, JsonSerializerOptions.Web);
}
