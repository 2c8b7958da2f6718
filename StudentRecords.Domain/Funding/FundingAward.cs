using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Domain.Funding;

/// <summary>Who pays in the student's place, in the order in which they come first.</summary>
public enum AwardKind
{
    /// <summary>A funded research place (F040).</summary>
    Studentship,

    /// <summary>The institution's own: nobody is billed for it.</summary>
    Scholarship,

    /// <summary>An employer, a government, a health authority.</summary>
    Sponsor,

    /// <summary>A tuition fee loan (F050).</summary>
    Loan,
}

/// <summary>
/// Something that pays part of a fee before the student is billed. Amended by a higher version of its source and ended by a last
/// day; what it was before stands in the trail.
/// </summary>
public sealed class FundingAward : IVersioned, IAboutPerson
{
    private FundingAward() { }

    public FundingAward(Engagement engagement, AwardKind kind, string source, string key, AwardTerms terms, long sourceVersion)
    {
        EngagementId = engagement.Id;
        PersonId = engagement.PersonId;
        Kind = kind;
        Source = source;
        Key = key;
        Take(terms, sourceVersion);
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long PersonId { get; private set; }

    public long EngagementId { get; private set; }

    public AwardKind Kind { get; private set; }

    /// <summary>System code of who told it, or SIS where a person entered it.</summary>
    public string Source { get; private set; } = "";

    /// <summary>The source's own reference, unique for a student in the source: one grant may fund several.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The code by which a fee rule knows it: a scholarship's, a sponsor's.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Who is billed in the student's place.</summary>
    public string Payer { get; private set; } = "";

    /// <summary>Per cent of each price; null: as much as the amount allows, or as the fee rule says for a scholarship.</summary>
    public decimal? Percent { get; private set; }

    /// <summary>Pounds in one academic year at most; null without limit.</summary>
    public decimal? Amount { get; private set; }

    /// <summary>Pounds a year that Payroll pays the student to live on (F035); null: nothing.</summary>
    public decimal? Stipend { get; private set; }

    /// <summary>Equal instalments of a year in which the stipend is paid; null without one.</summary>
    public int? StipendInstalments { get; private set; }

    /// <summary>Only for this academic year; null for each.</summary>
    public string? AcademicYear { get; private set; }

    public DateOnly From { get; private set; }

    /// <summary>Last day; null while it runs.</summary>
    public DateOnly? To { get; private set; }

    public long SourceVersion { get; private set; }

    public string? EndReason { get; private set; }

    public AwardTerms Terms => new() { Code = Code, Payer = Payer, Percent = Percent, Amount = Amount, Stipend = Stipend, StipendInstalments = StipendInstalments, AcademicYear = AcademicYear, From = From, To = To };

    /// <summary>False when the change is older than what is held.</summary>
    public bool Take(AwardTerms terms, long sourceVersion)
    {
        if (sourceVersion <= SourceVersion)
        {
            return false;
        }

        (Code, Payer, Percent, Amount) = (terms.Code, terms.Payer, terms.Percent, terms.Amount);
        (Stipend, StipendInstalments) = (terms.Stipend, terms.StipendInstalments);
        (AcademicYear, From, To) = (terms.AcademicYear, terms.From, terms.To);
        SourceVersion = sourceVersion;
        return true;
    }

    /// <summary>False when the ending is older than what is held.</summary>
    public bool End(DateOnly lastDay, string reason, long sourceVersion)
    {
        if (sourceVersion <= SourceVersion)
        {
            return false;
        }

        (To, EndReason, SourceVersion) = (lastDay, reason, sourceVersion);
        return true;
    }

    public bool PaysOn(DateOnly day, string academicYear) => From <= day && (To is null || day <= To) && (AcademicYear is null || AcademicYear == academicYear);
}

/// <summary>What an award pays, and when.</summary>
public sealed record AwardTerms
{
    public required string Code { get; init; }

    public required string Payer { get; init; }

    public decimal? Percent { get; init; }

    /// <summary>Pounds in one academic year.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Pounds a year to live on; null: nothing.</summary>
    public decimal? Stipend { get; init; }

    public int? StipendInstalments { get; init; }

    public string? AcademicYear { get; init; }

    public required DateOnly From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>Every reason why an award cannot be like this.</summary>
    public IReadOnlyList<Refusal> Faults()
    {
        List<Refusal> faults = [];
        if (string.IsNullOrWhiteSpace(Payer))
        {
            faults.Add(new("PAYER_MISSING", "Say who pays.", Field: "Payer"));
        }

        if (Percent is <= 0 or > 100)
        {
            faults.Add(new("PERCENT", "The per cent lies above 0 and not above 100.", Field: "Percent"));
        }

        if (Amount is <= 0 or > 1_000_000)
        {
            faults.Add(new("AMOUNT", "The amount lies above nothing and below a million pounds.", Field: "Amount"));
        }

        if (To < From)
        {
            faults.Add(new("AWARD_ENDS_FIRST", "The award ends before it begins.", Field: "To"));
        }

        return faults;
    }
}
