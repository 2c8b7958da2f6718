using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Support;

/// <summary>Who looks after a student, where they live, what their account is, and what is to be done for them.</summary>
public sealed record SupportView
{
    public required IReadOnlyList<InterventionRow> Interventions { get; init; }
    public required IReadOnlyList<RelationshipRow> Relationships { get; init; }
    public required IReadOnlyList<BookingRow> Bookings { get; init; }
    public AccountRow? Account { get; init; }
    public required IReadOnlyList<NoteRow> Notes { get; init; }
    public required IReadOnlyList<RoleRow> Roles { get; init; }
    public required IReadOnlyList<MilestoneRow> Milestones { get; init; }

    /// <summary>Policies that the student has been asked to acknowledge and has not.</summary>
    public required IReadOnlyList<string> Unacknowledged { get; init; }
}

public sealed record RelationshipRow(AcademicRole Role, string StaffName, string StaffNumber, DateOnly From, DateOnly? To);

public sealed record BookingRow(string Booking, string Residence, string? Room, ResidenceState State, DateOnly From, DateOnly? To);

public sealed record AccountRow(string? Username, bool IsLocked, string Roles, string LastEvent, DateOnly On);

public sealed record NoteRow(DateOnly On, string Source, string Kind, string Text);

public sealed record RoleRow(long Id, string Key, string Title, decimal HoursPerWeek, DateOnly From, DateOnly? To, StaffRoleState State, DateOnly? RightToWorkUntil);

/// <summary>A milestone of a research degree, and whose it is: the supervisor of today, the office where there is none.</summary>
public sealed record MilestoneRow(MilestoneKind Kind, DateOnly On, string? Outcome, string? Title)
{
    public string Owner { get; init; } = ResearchPlan.Office;
}

/// <summary>What other systems told of a student's life here.</summary>
public sealed class SupportQueries(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    /// <summary>Null for people whom the caller's roles do not reach.</summary>
    public async Task<SupportView?> OfPersonAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Support, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        if (!await RecordQueries.Reached(db, personId, caller).AnyAsync(ct))
        {
            return null;
        }

        var today = UkTime.Day(clock.GetUtcNow());
        var owner = await db.Set<AcademicRelationship>().Where(r => r.PersonId == personId && (r.Role == AcademicRole.Supervisor || r.Role == AcademicRole.SecondSupervisor) && r.From <= today && (r.To == null || r.To >= today))
            .OrderBy(r => r.Role == AcademicRole.Supervisor ? 0 : 1).ThenByDescending(r => r.From).Select(r => r.StaffName).FirstOrDefaultAsync(ct) ?? ResearchPlan.Office;
        return new SupportView
        {
            Interventions = await InterventionQueries.Rows(db).Where(i => i.PersonId == personId).OrderBy(i => i.ClosedOn != null).ThenByDescending(i => i.OpenedOn).ThenBy(i => i.Id).ToListAsync(ct),
            Relationships = await db.Set<AcademicRelationship>().AsNoTracking().Where(r => r.PersonId == personId).OrderBy(r => r.To != null).ThenByDescending(r => r.From)
                .Select(r => new RelationshipRow(r.Role, r.StaffName, r.StaffNumber, r.From, r.To)).ToListAsync(ct),
            Bookings = await db.Set<ResidenceBooking>().AsNoTracking().Where(b => b.PersonId == personId).OrderByDescending(b => b.From).Select(b => new BookingRow(b.Key, b.Residence, b.Room, b.State, b.From, b.To)).ToListAsync(ct),
            Account = await db.Set<AccountState>().AsNoTracking().Where(a => a.PersonId == personId).OrderByDescending(a => a.On).Select(a => new AccountRow(a.Username, a.IsLocked, a.Roles, a.LastEvent, a.On)).FirstOrDefaultAsync(ct),
            Notes = await db.Set<AccountNote>().AsNoTracking().Where(n => n.PersonId == personId).OrderByDescending(n => n.On).Take(20).Select(n => new NoteRow(n.On, n.Source, n.Kind, n.Text)).ToListAsync(ct),
            Roles = await db.Set<StudentStaffRole>().AsNoTracking().Where(r => r.PersonId == personId).OrderByDescending(r => r.From)
                .Select(r => new RoleRow(r.Id, r.Key, r.Title, r.HoursPerWeek, r.From, r.To, r.State, r.RightToWorkUntil)).ToListAsync(ct),
            Milestones = await db.Set<ResearchMilestone>().AsNoTracking().Where(m => m.PersonId == personId).OrderBy(m => m.On).ThenBy(m => m.Id).Select(m => new MilestoneRow(m.Kind, m.On, m.Outcome, m.Title) { Owner = owner }).ToListAsync(ct),
            Unacknowledged = await Asked(db).Where(a => a.PersonId == personId).Select(a => a.Title).Distinct().ToListAsync(ct),
        };
    }

    /// <summary>Enrolled students and policies that they are asked to acknowledge and have not.</summary>
    internal static IQueryable<AskedOf> Asked(RegistryDbContext db) =>
        from notice in db.Set<PolicyNotice>().AsNoTracking()
        from engagement in db.Set<Engagement>()
        where notice.NeedsAcknowledgement && !notice.IsWithdrawn && engagement.Status == EngagementStatus.Enrolled && (notice.ProgrammeCode == null || notice.ProgrammeCode == engagement.Programme.Code)
            && !db.Set<PolicyAcknowledgement>().Any(a => a.NoticeId == notice.Id && a.PersonId == engagement.PersonId && a.PolicyVersion == notice.SourceVersion)
        select new AskedOf { NoticeId = notice.Id, Policy = notice.Key, PolicyVersion = notice.SourceVersion, Title = notice.Title, Link = notice.Link, EffectiveOn = notice.EffectiveOn, PersonId = engagement.PersonId };
}

/// <summary>A student and a policy that waits for their acknowledgement.</summary>
internal sealed class AskedOf
{
    public required long NoticeId { get; init; }
    public required string Policy { get; init; }
    public required long PolicyVersion { get; init; }
    public required string Link { get; init; }
    public required DateOnly EffectiveOn { get; init; }
    public required string Title { get; init; }
    public required long PersonId { get; init; }
}
