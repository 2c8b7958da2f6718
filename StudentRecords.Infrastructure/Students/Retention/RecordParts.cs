using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Sponsorship;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Students.Retention;
using StudentRecords.Domain.Support;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Store;
using static StudentRecords.Infrastructure.Students.Retention.RecordPart;

namespace StudentRecords.Infrastructure.Students.Retention;

/// <summary>Which tables a class consists of, in the order in which their rows can go. A table about people that stands nowhere here is academic record.</summary>
internal static class RecordParts
{
    /// <summary>What is left of a message's text.</summary>
    internal const string Nothing = "{}";

    private static readonly Dictionary<RecordClass, RecordPart[]> All = new()
    {
        [RecordClass.Contact] =
        [
            new(typeof(Person), (db, people) => Reached(db, people).Select(p => p.Id), (db, person, ct) => Reached(db, [person]).ExecuteUpdateAsync(s => s.SetProperty(p => p.Email, (string?)null).SetProperty(p => p.Telephone, (string?)null)
                .SetProperty(p => p.TermPostcode, (string?)null).SetProperty(p => p.HomeAddress, (string?)null).SetProperty(p => p.HomePostcode, (string?)null).SetProperty(p => p.Version, p => p.Version + 1), ct)),
            Whole<TermAddress>(), Whole<AccountNote>(), Whole<AccountState>(),
        ],
        [RecordClass.Equality] = [Whole<EqualityDeclaration>()],
        [RecordClass.Documents] =
        [
            Whole<DocumentOpening>(),
            new(typeof(StudentDocument), (db, people) => Brought(db, people).Select(d => d.PersonId), (db, person, ct) => Brought(db, [person]).ExecuteDeleteAsync(ct)),
            new(typeof(IdentityVerification), (db, people) => Evidenced(db, people).Select(v => v.PersonId), (db, person, ct) => Evidenced(db, [person]).ExecuteUpdateAsync(s => s.SetProperty(v => v.EvidenceLink, (string?)null), ct)),
        ],
        [RecordClass.Money] =
        [
            Whole<ChargeRunFinding>() with { Counts = false }, Whole<ChargeRunLine>() with { Counts = false },
            new(typeof(FeeCharge), (db, people) => Reversals(db, people).Select(c => c.PersonId), (db, person, ct) => Reversals(db, [person]).ExecuteDeleteAsync(ct)),
            new(typeof(FeeCharge), (db, people) => db.Set<FeeCharge>().Where(c => people.Contains(c.PersonId) && c.ReversesId == null).Select(c => c.PersonId), (db, person, ct) => db.Set<FeeCharge>().Where(c => c.PersonId == person).ExecuteDeleteAsync(ct)),
            Whole<Payment>(), Whole<AidPayment>(), Whole<LoanNotice>(), Whole<FundingAward>(), Whole<FeeStatusDecision>(), Whole<FinanceBalance>(),
        ],
        [RecordClass.Messages] =
        [
            new(typeof(InboxMessage), (db, people) => Received(db, people).Select(m => m.PersonId!.Value), (db, person, ct) => Received(db, [person]).ExecuteUpdateAsync(s => s.SetProperty(m => m.Raw, Nothing).SetProperty(m => m.Reason, (string?)null), ct)),
            new(typeof(OutboxMessage), (db, people) => Sent(db, people).Select(m => m.PersonId!.Value), (db, person, ct) => Sent(db, [person]).ExecuteUpdateAsync(s => s.SetProperty(m => m.Body, Nothing), ct)),
        ],
        [RecordClass.Holds] = [new(typeof(Hold), (db, people) => Released(db, people).Select(h => h.PersonId), (db, person, ct) => Released(db, [person]).ExecuteDeleteAsync(ct))],
        [RecordClass.Support] = [Whole<CircumstanceItem>(), Whole<ExceptionalCircumstance>(), Whole<ReasonableAdjustment>(), Whole<Intervention>(), Whole<AcademicRelationship>()],
        [RecordClass.Attendance] = [Whole<AttendanceIndicator>(), Whole<AttendanceRecord>()],
        [RecordClass.Sponsorship] = [Whole<PermissionToStudy>()],
        [RecordClass.Residence] = [Whole<ResidenceBooking>(), Whole<PolicyAcknowledgement>()],
        [RecordClass.Employment] = [Whole<PayAuthorisation>(), Whole<StudentStaffRole>()],
        [RecordClass.TrailValues] = [new(typeof(TrailKey), (db, people) => db.Set<TrailKey>().Where(k => people.Contains(k.PersonId)).Select(k => k.PersonId), (db, person, ct) => db.Set<TrailKey>().Where(k => k.PersonId == person).ExecuteDeleteAsync(ct))],
    };

    /// <summary>Empty for the academic record.</summary>
    public static IReadOnlyList<RecordPart> Of(RecordClass part) => All.GetValueOrDefault(part) ?? [];

    /// <summary>Tables of which at least a part goes at some time.</summary>
    public static IEnumerable<Type> Tables => All.Values.SelectMany(p => p).Select(p => p.Table).Distinct();

    private static IQueryable<Person> Reached(RegistryDbContext db, long[] people) =>
        db.Set<Person>().Where(p => people.Contains(p.Id) && (p.Email != null || p.Telephone != null || p.TermPostcode != null || p.HomeAddress != null || p.HomePostcode != null));

    /// <summary>Documents but for those that the record made itself: certificates and transcripts are academic record.</summary>
    private static IQueryable<StudentDocument> Brought(RegistryDbContext db, long[] people) =>
        db.Set<StudentDocument>().Where(d => people.Contains(d.PersonId) && !db.Set<FiledDocument>().Any(f => f.StudentDocumentId == d.Id));

    private static IQueryable<IdentityVerification> Evidenced(RegistryDbContext db, long[] people) => db.Set<IdentityVerification>().Where(v => people.Contains(v.PersonId) && v.EvidenceLink != null);

    private static IQueryable<Hold> Released(RegistryDbContext db, long[] people) => db.Set<Hold>().Where(h => people.Contains(h.PersonId) && h.ReleasedOn != null);

    private static IQueryable<FeeCharge> Reversals(RegistryDbContext db, long[] people) => db.Set<FeeCharge>().Where(c => people.Contains(c.PersonId) && c.ReversesId != null);

    private static IQueryable<InboxMessage> Received(RegistryDbContext db, long[] people) =>
        db.Set<InboxMessage>().Where(m => m.PersonId != null && people.Contains(m.PersonId.Value) && m.Raw != Nothing && (m.State == InboxState.Applied || m.State == InboxState.Stale || m.State == InboxState.Refused || m.State == InboxState.SetAside));

    private static IQueryable<OutboxMessage> Sent(RegistryDbContext db, long[] people) =>
        db.Set<OutboxMessage>().Where(m => m.PersonId != null && people.Contains(m.PersonId.Value) && m.Body != Nothing && (m.State == OutboxState.Delivered || m.State == OutboxState.Withdrawn || m.State == OutboxState.SetAside));
}
