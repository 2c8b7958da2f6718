using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students.Retention;

namespace StudentRecords.Infrastructure.Integration.Replaying;

/// <summary>What a choice reaches, and which of it moves.</summary>
internal static class ReplaySelection
{
    /// <summary>States in which an outgoing message may be sent again.</summary>
    public static IReadOnlyList<OutboxState> Sends(ReplayChoice choice) => choice.WithSetAside ? [OutboxState.Delivered, OutboxState.Dead, OutboxState.SetAside] : [OutboxState.Delivered, OutboxState.Dead];

    /// <summary>States in which a message that came in may be tried again.</summary>
    public static IReadOnlyList<InboxState> Tries(ReplayChoice choice) => choice.WithSetAside ? [InboxState.Quarantined, InboxState.Parked, InboxState.SetAside] : [InboxState.Quarantined, InboxState.Parked];

    /// <summary>The outgoing messages that move.</summary>
    public static IQueryable<OutboxMessage> Moving(IQueryable<OutboxMessage> reached, ReplayChoice choice)
    {
        var states = Sends(choice);
        return reached.Where(m => states.Contains(m.State) && m.Body != RecordParts.Nothing);
    }

    /// <summary>The messages that came in and move. A conflict would overwrite what came first, a mass change is approved at the quarantine desk, and what was disposed of has nothing to try.</summary>
    public static IQueryable<InboxMessage> Moving(IQueryable<InboxMessage> reached, ReplayChoice choice)
    {
        var states = Tries(choice);
        return reached.Where(m => states.Contains(m.State) && m.ReasonCode != ReasonAdvice.Conflict && m.ReasonCode != MassChange.Code && m.Raw != RecordParts.Nothing);
    }

    /// <summary>All outgoing messages that the choice speaks of, in whatever state.</summary>
    public static IQueryable<OutboxMessage> Outgoing(RegistryDbContext db, ReplayOrder order)
    {
        var (choice, until, hidden) = (order.Choice, order.UpTo, order.Hidden);
        var reached = db.Set<OutboxMessage>().Where(m => m.CreatedAt <= until);
        reached = choice.Message is { } key ? reached.Where(m => m.Key == key) : reached;
        reached = choice.Flow is { } flow ? reached.Where(m => m.Flow == flow) : reached;
        reached = choice.System is { } system ? reached.Where(m => m.Destination == system) : reached;
        if (First(choice) is { } first)
        {
            reached = reached.Where(m => m.CreatedAt >= first);
        }

        if (After(choice) is { } after)
        {
            reached = reached.Where(m => m.CreatedAt < after);
        }

        if (choice.Reconciliation is { } run)
        {
            reached = reached.Where(m => db.Set<DriftItem>().Any(d => d.RunId == run && d.MessageId == m.Id));
        }

        if (choice.Student is not null)
        {
            reached = reached.Where(m => !hidden.Contains(m.Flow));
        }

        return People(db, choice) is { } people ? reached.Where(m => people.Any(p => p == m.PersonId)) : reached;
    }

    /// <summary>All messages that came in and that the choice speaks of, in whatever state.</summary>
    public static IQueryable<InboxMessage> Incoming(RegistryDbContext db, ReplayOrder order)
    {
        var (choice, until, hidden) = (order.Choice, order.UpTo, order.Hidden);
        var reached = db.Set<InboxMessage>().Where(m => m.ReceivedAt <= until);
        reached = choice.Message is { } key ? reached.Where(m => m.MessageId == key || m.BusinessKey == key) : reached;
        reached = choice.Flow is { } flow ? reached.Where(m => m.Flow == flow) : reached;
        reached = choice.System is { } system ? reached.Where(m => m.Source == system) : reached;
        if (First(choice) is { } first)
        {
            reached = reached.Where(m => m.ReceivedAt >= first);
        }

        if (After(choice) is { } after)
        {
            reached = reached.Where(m => m.ReceivedAt < after);
        }

        if (choice.Reconciliation is { } run)
        {
            reached = reached.Where(m => db.Set<DriftItem>().Any(d => d.RunId == run && d.MessageId == m.Id));
        }

        if (choice.Student is not null)
        {
            reached = reached.Where(m => !hidden.Contains(m.Flow));
        }

        return People(db, choice) is { } people ? reached.Where(m => people.Any(p => p == m.PersonId)) : reached;
    }

    private static DateTimeOffset? First(ReplayChoice choice) => choice.From is { } day ? UkTime.At(day, TimeOnly.MinValue) : null;

    private static DateTimeOffset? After(ReplayChoice choice) => choice.To is { } day ? UkTime.At(day.AddDays(1), TimeOnly.MinValue) : null;

    /// <summary>Whom the messages must be about; null when that is not asked.</summary>
    private static IQueryable<long?>? People(RegistryDbContext db, ReplayChoice choice)
    {
        var people = choice switch
        {
            { Programme: { } code, SessionYear: { } year } => db.Set<CourseSession>().Where(s => s.SessionYear == year && s.Engagement.Programme.Code == code).Select(s => (long?)s.PersonId),
            { Programme: { } code } => db.Set<Engagement>().Where(e => e.Programme.Code == code).Select(e => (long?)e.PersonId),
            _ => null,
        };
        if (choice.Student is not { } number)
        {
            return people;
        }

        var student = db.Set<Person>().Where(p => p.StudentNumber == number).Select(p => (long?)p.Id);
        return people is null ? student : student.Where(p => people.Contains(p));
    }
}
