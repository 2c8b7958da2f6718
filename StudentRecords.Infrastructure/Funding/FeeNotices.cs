using System.Text.Json;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Enrolment;

namespace StudentRecords.Infrastructure.Funding;

/// <summary>F009: what Finance is told of a charge, keyed by the charge itself, so that it is never told twice.</summary>
internal static class FeeNotices
{
    private const string Flow = "F009";
    private const string Finance = "FIN";
    private const string Assessed = "FeeLiabilityAssessed";
    private const string Reversed = "FeeLiabilityReversed";
    private const string Scholarship = "ScholarshipApplied";

    public static IReadOnlyList<string> Types { get; } = [Assessed, Reversed, Scholarship];

    /// <summary>Key of the message; a reversal names the charge that it takes back.</summary>
    public static string Key(string studentNumber, string numhus, FeeCharge charge) => Name(studentNumber, numhus, charge) + (charge.ReversesId is null ? "" : "/reversal");

    /// <summary>Whom a charge will be told with the next run.</summary>
    public static ToldSystem Told(FeeCharge charge) => new(Flow, Finance, Type(charge));

    /// <param name="charge">The charge or reversal.</param>
    /// <param name="studentNumber">Aggregate of the lane: nothing about a student overtakes.</param>
    /// <param name="numhus">Engagement number.</param>
    /// <param name="now">When the run hands it over.</param>
    /// <param name="window">Finance takes it only then.</param>
    public static OutboxMessage Message(FeeCharge charge, string studentNumber, string numhus, DateTimeOffset now, PostingWindow window)
    {
        var opens = window.Next(now);
        var original = Name(studentNumber, numhus, charge);
        return new OutboxMessage(Flow, Finance, Type(charge), Key(studentNumber, numhus, charge), studentNumber, JsonSerializer.Serialize(new
        {
            charge = original,
            student = studentNumber,
            engagement = numhus,
            academicYear = charge.AcademicYear,
            element = charge.Element,
            amount = charge.Amount,
            sponsor = charge.Sponsor,
            rule = charge.Rule,
            status = charge.TriggeringStatus,
            reverses = charge.ReversesId is null ? null : original,
        }, JsonSerializerOptions.Web), charge.PersonId, now, opens > now ? opens : null, charge.CorrelationId);
    }

    private static string Name(string studentNumber, string numhus, FeeCharge charge) => $"{studentNumber}/{numhus}/{charge.AcademicYear}/{charge.Element}/{charge.AssessmentNo}";

    private static string Type(FeeCharge charge) => charge.ReversesId is not null ? Reversed : Payers.IsScholarship(charge.Sponsor) ? Scholarship : Assessed;
}
