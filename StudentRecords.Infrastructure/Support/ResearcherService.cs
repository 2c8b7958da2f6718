using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Support;

/// <summary>A proposal that is to name a research student.</summary>
public sealed record ConfirmResearcher
{
    public required long PersonId { get; init; }

    /// <summary>The research office's reference.</summary>
    public required string Proposal { get; init; }
}

/// <summary>Tells the research office that a student may be named in a proposal (F039). What was asserted, and when, stands in the message; a change of status takes it back.</summary>
public sealed class ResearcherService(IDbContextFactory<RegistryDbContext> store)
{
    internal const string Flow = "F039";
    internal const string Confirmed = "ResearcherEligibilityConfirmed";

    public async Task<Outcome> ConfirmAsync(ConfirmResearcher request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Support, Level.Change);
        List<Refusal> faults = [];
        if (string.IsNullOrWhiteSpace(request.Proposal) || request.Proposal.Length > 60)
        {
            faults.Add(new("PROPOSAL", "Give the proposal's reference, of at most 60 characters.", Field: "Proposal"));
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var people = db.Set<Person>().Within(db, change.Caller.ReachOf(Room.Support, Level.Change)).Select(p => p.Id);
        var engagement = await db.Set<Engagement>().Include(e => e.Person).Include(e => e.Programme).Include(e => e.ProgrammeVersion)
            .Where(e => e.PersonId == request.PersonId && people.Contains(e.PersonId) && e.Status == EngagementStatus.Enrolled).OrderByDescending(e => e.Start).FirstOrDefaultAsync(ct);
        if (engagement is not { ProgrammeVersion.IsResearch: true })
        {
            faults.Add(new("NOT_A_RESEARCHER", "Only a student who is enrolled on a research degree is named in a proposal, or your roles do not reach them.", Flow));
        }

        if (faults.Count > 0)
        {
            return Outcome.From(faults);
        }

        var (student, asOf) = (engagement!.Person.StudentNumber, UkTime.Day(change.At));
        var key = string.Create(CultureInfo.InvariantCulture, $"{student}/{request.Proposal}/{asOf:yyyy-MM-dd}");
        if (!await db.Set<OutboxMessage>().AnyAsync(m => m.Flow == Flow && m.Key == key, ct))
        {
            db.Add(new OutboxMessage(Flow, "RP", Confirmed, key, student, JsonSerializer.Serialize(new { student, engagement = engagement.Numhus, proposal = request.Proposal, programme = engagement.Programme.Code, asOf, expectedEnd = engagement.ExpectedEnd }, JsonSerializerOptions.Web),
                engagement.PersonId, change.At, null, change.CorrelationId ?? $"{change.Act}-{key}"));
            await db.SaveAsync(change, ct);
        }

        return Outcome.Done;
    }
}
