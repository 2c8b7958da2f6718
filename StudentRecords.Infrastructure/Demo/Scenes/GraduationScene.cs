using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.ExamBoards.Graduation;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.ExamBoards.Graduation;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>
/// Two ceremonies of the master's in Data Science: one whose awards are conferred, its documents with the archive but for one that came to it
/// damaged and one that it has not answered, and one whose list is open. Who is held stays in the way.
/// </summary>
internal sealed class GraduationScene(IDbContextFactory<RegistryDbContext> store, CeremonyService ceremonies, ConfermentService conferments, GraduationQueries graduations, DemoPost post, TimeProvider clock) : IDemoScene
{
    private static readonly DateOnly Winter = new(2023, 11, 28);
    private static readonly DateOnly Planned = new(2025, 3, 3);

    public string Name => "Graduation";

    public int Length => 2;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<Ceremony>().AnyAsync(ct))
        {
            return;
        }

        var eligible = (await graduations.AwardsAsync(new TableQuery().With("step", nameof(GraduationStep.Eligible)).Whole(), DemoActors.Manager, ct)).Rows;
        if (eligible.Count == 0)
        {
            return;
        }

        var coming = eligible.Take(Math.Max(1, eligible.Count - 3)).Select(r => r.DecisionId).ToList();
        var winter = await PlanAsync(new PlanCeremony { Title = "Data Science, winter ceremony 2023", HeldOn = Winter, Place = "Wexmoor Town Hall", Capacity = 120 }, Winter.AddDays(-40), ct);
        Done(await ceremonies.PutOnListAsync(new PutOnList { CeremonyId = winter, Decisions = coming }, Manager("PutOnList", "Replied to the invitation", Winter.AddDays(-20)), ct));
        var act = Manager("ConferAwards", "Conferred by the Vice-Chancellor at the ceremony", Winter) with { CorrelationId = $"ceremony-{winter}" };
        Done(await conferments.ConferAsync(new ConferAwards { CeremonyId = winter, ConferredOn = Winter }, act, ct));
        await DeliverAsync(db, act, ct);
        var summer = await PlanAsync(new PlanCeremony { Title = "Data Science, summer ceremony 2025", HeldOn = new DateOnly(2025, 7, 15), Place = "Wexmoor Town Hall", Capacity = 120 }, Planned, ct);
        // one stays on no list
        if (eligible.Skip(coming.Count).Take(Math.Clamp(eligible.Count - coming.Count - 1, 1, 2)).Select(r => r.DecisionId).ToList() is { Count: > 0 } late)
        {
            Done(await ceremonies.PutOnListAsync(new PutOnList { CeremonyId = summer, Decisions = late }, Manager("PutOnList", "Could not come in winter", Planned.AddDays(7)), ct));
        }

        await play.TellAsync(2, "Graduation");
    }

    /// <summary>What the others said long ago, and what the archive answered.</summary>
    private async Task DeliverAsync(RegistryDbContext db, ChangeContext act, CancellationToken ct)
    {
        await db.Set<OutboxMessage>().Where(m => m.CorrelationId == act.CorrelationId && m.State == OutboxState.Unsent)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.State, OutboxState.Delivered).SetProperty(m => m.Attempts, 1).SetProperty(m => m.MayHaveLeft, true).SetProperty(m => m.DeliveredAt, act.At).SetProperty(m => m.Receipt, "202 Accepted"), ct);
        var filed = await db.Set<FiledDocument>().AsNoTracking().OrderBy(d => d.Key).Select(d => new { d.Key, d.Sha256 }).ToListAsync(ct);
        await post.SendOnceAsync("F024", "EDRMS", "winter-ceremony", filed.Take(Math.Max(1, filed.Count - 1)).Select((d, i) => new DemoLetter(
            "DocumentArchived", $"edrms-{d.Key}-1", $"{d.Key}/1",
            new { document = d.Key, edrmsVersion = 1, sha256 = i == 1 ? new string('0', 64) : d.Sha256, link = $"https://archive.wexmoor.example/records/{d.Key}" })), ct);
    }

    private async Task<long> PlanAsync(PlanCeremony ceremony, DateOnly on, CancellationToken ct)
    {
        var planned = await ceremonies.PlanAsync(ceremony, Manager("PlanCeremony", "Calendar of ceremonies agreed by the registrar", on), ct);
        Done(planned);
        return planned.Value;
    }

    private ChangeContext Manager(string act, string reason, DateOnly day) => clock.Act(DemoActors.Manager, act, reason, day, 15);

    private static void Done(Outcome outcome)
    {
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException(string.Join(" ", outcome.Refusals.Select(r => r.Sentence)));
        }
    }
}
