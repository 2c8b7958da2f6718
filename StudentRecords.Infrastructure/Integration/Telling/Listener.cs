using System.Text.Json;
using System.Text.Json.Serialization;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.Integration.Telling;

/// <summary>One flow out of the record: which events of it another system hears of, and in which words. It says the least that the receiver needs.</summary>
internal abstract class Listener(string flow, string to)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public string Flow => flow;

    /// <summary>Code of the receiving system.</summary>
    public string To => to;

    /// <summary>What the event means to the receiver; nothing where it means nothing.</summary>
    public IEnumerable<OutboxMessage> Hear(RecordEvent happened, ToldSubjects subjects, ChangeContext change)
    {
        var told = happened switch
        {
            StatusChanged e => On(e, subjects),
            SponsorMarked e => On(e, subjects),
            RegistrationChanged e => On(e, subjects, Domain.Calendar.UkTime.Day(change.At)),
            HoldChanged e => On(e, subjects),
            PersonChanged e => On(e, subjects),
            RelationshipChanged e => On(e, subjects),
            PermissionChanged e => On(e, subjects),
            AccountChanged e => On(e, subjects),
            InterventionOpened e => On(e, subjects),
            SeatGiven e => On(e, subjects),
            SittingMoved e => On(e, subjects),
            TaughtOtherwise e => On(e, subjects),
            MembershipChanged e => On(e, subjects),
            RunPlanned e => On(e),
            PackFrozen e => On(e),
            SampleDrawn e => On(e),
            _ => [],
        };
        return told.Select(t => new OutboxMessage(flow, to, t.Type, t.Key, t.Aggregate, JsonSerializer.Serialize(t.Body, Options), t.PersonId ?? happened.PersonId, change.At, null, change.CorrelationId ?? $"{change.Act}-{t.Key}"));
    }

    protected virtual IEnumerable<Told> On(StatusChanged e, ToldSubjects s) => [];

    protected virtual IEnumerable<Told> On(SponsorMarked e, ToldSubjects s) => [];

    protected virtual IEnumerable<Told> On(RegistrationChanged e, ToldSubjects s, DateOnly today) => [];

    protected virtual IEnumerable<Told> On(HoldChanged e, ToldSubjects s) => [];

    protected virtual IEnumerable<Told> On(PersonChanged e, ToldSubjects s) => [];

    protected virtual IEnumerable<Told> On(RelationshipChanged e, ToldSubjects s) => [];

    protected virtual IEnumerable<Told> On(PermissionChanged e, ToldSubjects s) => [];

    protected virtual IEnumerable<Told> On(AccountChanged e, ToldSubjects s) => [];

    protected virtual IEnumerable<Told> On(InterventionOpened e, ToldSubjects s) => [];

    protected virtual IEnumerable<Told> On(SeatGiven e, ToldSubjects s) => [];

    protected virtual IEnumerable<Told> On(SittingMoved e, ToldSubjects s) => [];

    protected virtual IEnumerable<Told> On(TaughtOtherwise e, ToldSubjects s) => [];

    protected virtual IEnumerable<Told> On(MembershipChanged e, ToldSubjects s) => [];

    protected virtual IEnumerable<Told> On(RunPlanned e) => [];

    protected virtual IEnumerable<Told> On(PackFrozen e) => [];

    protected virtual IEnumerable<Told> On(SampleDrawn e) => [];
}

/// <summary>A message as a listener words it.</summary>
/// <param name="Type">Message name of the contract.</param>
/// <param name="Key">From the cause, so that a repeat is known.</param>
/// <param name="Aggregate">Lane: nothing of it overtakes.</param>
/// <param name="Body">The content.</param>
/// <param name="PersonId">Whom it is about, where the event is about several.</param>
internal sealed record Told(string Type, string Key, string Aggregate, object Body, long? PersonId = null);
