using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Students.Retention;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Students.Retention;

/// <summary>
/// What a class consists of in the tables, counted and disposed of by set: the contents are not told in the trail, only that they went and how
/// many. What boards ratified is locked and belongs to no class that ends.
/// </summary>
internal static class RecordDisposal
{
    internal const string Nothing = "{}";

    /// <summary>How many rows of the class each of these people has; people without any are not there.</summary>
    public static async Task<Dictionary<long, int>> CountAsync(RegistryDbContext db, RecordClass part, IReadOnlyCollection<long> people, CancellationToken ct)
    {
        var counts = new Dictionary<long, int>();
        foreach (var some in people.Chunk(1000))
        {
            foreach (var rows in Rows(db, part, some))
            {
                foreach (var row in await rows.GroupBy(p => p).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct))
                {
                    counts[row.Key] = counts.GetValueOrDefault(row.Key) + row.Count;
                }
            }
        }

        return counts;
    }

    /// <summary>Disposes of the class for one person; gives how many rows went.</summary>
    public static async Task<int> DisposeAsync(RegistryDbContext db, RecordClass part, long person, CancellationToken ct) => part switch
    {
        RecordClass.Contact => await Contacts(db, [person]).ExecuteUpdateAsync(s => s.SetProperty(p => p.Email, (string?)null).SetProperty(p => p.Telephone, (string?)null).SetProperty(p => p.TermPostcode, (string?)null)
            .SetProperty(p => p.HomeAddress, (string?)null).SetProperty(p => p.HomePostcode, (string?)null).SetProperty(p => p.Version, p => p.Version + 1), ct),
        RecordClass.Equality => await db.Set<EqualityDeclaration>().Where(d => d.PersonId == person).ExecuteDeleteAsync(ct),
        RecordClass.Documents => await Brought(db, [person]).ExecuteDeleteAsync(ct)
            + await db.Set<IdentityVerification>().Where(v => v.PersonId == person && v.EvidenceLink != null).ExecuteUpdateAsync(s => s.SetProperty(v => v.EvidenceLink, (string?)null), ct),
        RecordClass.Money => await MoneyAsync(db, person, ct),
        RecordClass.Messages => await Received(db, [person]).ExecuteUpdateAsync(s => s.SetProperty(m => m.Raw, Nothing).SetProperty(m => m.Reason, (string?)null), ct)
            + await Sent(db, [person]).ExecuteUpdateAsync(s => s.SetProperty(m => m.Body, Nothing), ct),
        RecordClass.Holds => await db.Set<Hold>().Where(h => h.PersonId == person && h.ReleasedOn != null).ExecuteDeleteAsync(ct),
        RecordClass.TrailValues => await db.Set<TrailKey>().Where(k => k.PersonId == person).ExecuteDeleteAsync(ct),
        _ => throw new InvalidOperationException("The academic record is kept for good."),
    };

    private static IEnumerable<IQueryable<long>> Rows(RegistryDbContext db, RecordClass part, long[] people) => part switch
    {
        RecordClass.Contact => [Contacts(db, people).Select(p => p.Id)],
        RecordClass.Equality => [db.Set<EqualityDeclaration>().Where(d => people.Contains(d.PersonId)).Select(d => d.PersonId)],
        RecordClass.Documents => [Brought(db, people).Select(d => d.PersonId), db.Set<IdentityVerification>().Where(v => people.Contains(v.PersonId) && v.EvidenceLink != null).Select(v => v.PersonId)],
        RecordClass.Money => [db.Set<FeeCharge>().Where(c => people.Contains(c.PersonId)).Select(c => c.PersonId), db.Set<Payment>().Where(p => people.Contains(p.PersonId)).Select(p => p.PersonId),
            db.Set<AidPayment>().Where(p => people.Contains(p.PersonId)).Select(p => p.PersonId), db.Set<LoanNotice>().Where(n => people.Contains(n.PersonId)).Select(n => n.PersonId),
            db.Set<FundingAward>().Where(a => people.Contains(a.PersonId)).Select(a => a.PersonId), db.Set<FeeStatusDecision>().Where(d => people.Contains(d.PersonId)).Select(d => d.PersonId),
            db.Set<FinanceBalance>().Where(b => people.Contains(b.PersonId)).Select(b => b.PersonId)],
        RecordClass.Messages => [Received(db, people).Select(m => m.PersonId!.Value), Sent(db, people).Select(m => m.PersonId!.Value)],
        RecordClass.Holds => [db.Set<Hold>().Where(h => people.Contains(h.PersonId) && h.ReleasedOn != null).Select(h => h.PersonId)],
        RecordClass.TrailValues => [db.Set<TrailKey>().Where(k => people.Contains(k.PersonId)).Select(k => k.PersonId)],
        _ => [],
    };

    private static IQueryable<Person> Contacts(RegistryDbContext db, long[] people) =>
        db.Set<Person>().Where(p => people.Contains(p.Id) && (p.Email != null || p.Telephone != null || p.TermPostcode != null || p.HomeAddress != null || p.HomePostcode != null));

    /// <summary>Documents but for those that the record made itself: certificates and transcripts are academic record.</summary>
    private static IQueryable<StudentDocument> Brought(RegistryDbContext db, long[] people) =>
        db.Set<StudentDocument>().Where(d => people.Contains(d.PersonId) && !db.Set<FiledDocument>().Any(f => f.StudentDocumentId == d.Id));

    private static IQueryable<InboxMessage> Received(RegistryDbContext db, long[] people) =>
        db.Set<InboxMessage>().Where(m => m.PersonId != null && people.Contains(m.PersonId.Value) && m.Raw != Nothing && (m.State == InboxState.Applied || m.State == InboxState.Stale || m.State == InboxState.Refused || m.State == InboxState.SetAside));

    private static IQueryable<OutboxMessage> Sent(RegistryDbContext db, long[] people) =>
        db.Set<OutboxMessage>().Where(m => m.PersonId != null && people.Contains(m.PersonId.Value) && m.Body != Nothing && (m.State == OutboxState.Delivered || m.State == OutboxState.Withdrawn || m.State == OutboxState.SetAside));

    private static async Task<int> MoneyAsync(RegistryDbContext db, long person, CancellationToken ct)
    {
        await db.Set<ChargeRunFinding>().Where(f => f.PersonId == person).ExecuteDeleteAsync(ct);
        await db.Set<ChargeRunLine>().Where(l => l.PersonId == person).ExecuteDeleteAsync(ct);
        return await db.Set<FeeCharge>().Where(c => c.PersonId == person && c.ReversesId != null).ExecuteDeleteAsync(ct)
            + await db.Set<FeeCharge>().Where(c => c.PersonId == person).ExecuteDeleteAsync(ct)
            + await db.Set<Payment>().Where(p => p.PersonId == person).ExecuteDeleteAsync(ct)
            + await db.Set<AidPayment>().Where(p => p.PersonId == person).ExecuteDeleteAsync(ct)
            + await db.Set<LoanNotice>().Where(n => n.PersonId == person).ExecuteDeleteAsync(ct)
            + await db.Set<FundingAward>().Where(a => a.PersonId == person).ExecuteDeleteAsync(ct)
            + await db.Set<FeeStatusDecision>().Where(d => d.PersonId == person).ExecuteDeleteAsync(ct)
            + await db.Set<FinanceBalance>().Where(b => b.PersonId == person).ExecuteDeleteAsync(ct);
    }
}
