using System.Globalization;

namespace StudentRecords.Domain.ExamBoards.Graduation;

/// <summary>What a row of conferments says.</summary>
public enum ConfermentAct
{
    Conferred,

    /// <summary>Takes an earlier one back.</summary>
    Revoked,
}

/// <summary>
/// The act by which an award that a board ratified is conferred, or a conferment taken back. Written once and never changed: the decision is
/// locked, and what was conferred is undone by a new act beside it.
/// </summary>
public sealed class Conferment : IAboutPerson
{
    private Conferment() { }

    internal Conferment(Ceremony ceremony, AwardToConfer award, DateOnly on, long number, string by, DateTimeOffset at)
    {
        Act = ConfermentAct.Conferred;
        CeremonyId = ceremony.Id;
        PersonId = award.PersonId;
        EngagementId = award.EngagementId;
        AwardDecisionId = award.DecisionId;
        Award = award.Award ?? "";
        Class = award.Class;
        EffectiveOn = on;
        CertificateNumber = string.Create(CultureInfo.InvariantCulture, $"{on.Year}/{number:000000}");
        RecordedBy = by;
        RecordedAt = at;
    }

    public long Id { get; private set; } = RecordId.Next();

    public ConfermentAct Act { get; private set; }

    public long CeremonyId { get; private set; }

    public long PersonId { get; private set; }

    public long EngagementId { get; private set; }

    /// <summary>The locked decision that is conferred.</summary>
    public long AwardDecisionId { get; private set; }

    /// <summary>As on the certificate.</summary>
    public string Award { get; private set; } = "";

    public string? Class { get; private set; }

    /// <summary>The day of conferment; of a revocation the day on which it was recorded.</summary>
    public DateOnly EffectiveOn { get; private set; }

    /// <summary>The certificate's number, such as 2026/000123; a revocation names the one that no longer holds.</summary>
    public string CertificateNumber { get; private set; } = "";

    /// <summary>The conferment that this act takes back; null for a conferment.</summary>
    public long? RevokesId { get; private set; }

    /// <summary>Why it was taken back; null for a conferment.</summary>
    public string? Reason { get; private set; }

    public string RecordedBy { get; private set; } = "";

    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>The act that takes this conferment back.</summary>
    /// <exception cref="InvalidOperationException">This is no conferment.</exception>
    public Conferment Revoke(DateOnly on, string reason, string by, DateTimeOffset at) => Act == ConfermentAct.Conferred
        ? new Conferment
        {
            Act = ConfermentAct.Revoked, CeremonyId = CeremonyId, PersonId = PersonId, EngagementId = EngagementId, AwardDecisionId = AwardDecisionId, Award = Award, Class = Class,
            EffectiveOn = on, CertificateNumber = CertificateNumber, RevokesId = Id, Reason = reason, RecordedBy = by, RecordedAt = at,
        }
        : throw new InvalidOperationException("Only a conferment is taken back.");
}
