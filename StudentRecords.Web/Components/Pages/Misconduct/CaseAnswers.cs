using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Infrastructure.Adjustments;

namespace StudentRecords.Web.Components.Pages.Misconduct;

/// <summary>What is typed when a case is recorded by hand.</summary>
public sealed class CaseAnswers
{
    public string Case { get; set; } = "";
    public MisconductFinding Finding { get; set; }
    public DateOnly? DecidedOn { get; set; }
    public MisconductPenalty? Penalty { get; set; }
    public string Assessment { get; set; } = "";
    public int? Attempt { get; set; } = 1;
    public decimal? Value { get; set; }
    public bool Closes { get; set; }

    /// <summary>As the contract of F069 reads it.</summary>
    public MisconductTold ToTold(string student, IReadOnlyList<StudentAssessment> assessments) => new()
    {
        Student = new PersonRef("SIS", student), Case = Case.Trim(), Finding = Finding, DecidedOn = DecidedOn,
        Penalties = Finding == MisconductFinding.Proven && Penalty is { } penalty ? [Told(penalty, assessments)] : [],
    };

    private PenaltyTold Told(MisconductPenalty penalty, IReadOnlyList<StudentAssessment> assessments)
    {
        var (ofWork, ofModule) = (MisconductPenalties.NeedsComponent(penalty), MisconductPenalties.NeedsModule(penalty));
        var chosen = assessments.FirstOrDefault(a => a.Key == Assessment);
        return new PenaltyTold
        {
            Penalty = penalty, Assessment = ofWork ? chosen?.Key : null, Occurrence = ofModule && !ofWork ? chosen?.Occurrence : null,
            Attempt = ofWork ? Attempt : null, Value = MisconductPenalties.NeedsValue(penalty) ? Value : null,
        };
    }
}
