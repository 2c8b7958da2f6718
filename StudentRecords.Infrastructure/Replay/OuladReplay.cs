using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Replay;

/// <summary>
/// Replays the Open University data set through the door, and through boards and returns when asked. The same again changes
/// nothing, and a run that was killed is finished by the next.
/// </summary>
public sealed class OuladReplay(IDbContextFactory<RegistryDbContext> store, AssessmentService assessment, ReplayBoards boards, ReplayReturns returns, TimeProvider clock)
{
    public const string Maker = "replay oulad";

    /// <summary>Gives the program's exit code: 0 done, 3 refused because the database belongs to somebody else.</summary>
    public async Task<int> RunAsync(string path, ReplayDoor door, bool throughBoards, string files, TextWriter output, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var folder = new OuladFolder(path);
        folder.Check();
        await using (var db = store.CreateDbContext())
        {
            if (!await DatabaseOrigin.ClaimAsync(db, Maker, clock.GetUtcNow(), ct))
            {
                await output.WriteLineAsync("refused: this database was not made by the replay; name another with --database.");
                return 3;
            }
        }

        var cast = await ReplayCast.GatherAsync(store, clock, ct);
        await RulesAsync(cast, ct);
        var registrations = folder.Registrations();
        var messages = new OuladMessages(folder.Courses(), folder.Assessments(), registrations);
        var tally = new ReplayTally();
        await new ReplayTraffic(store, door, tally, output).SendAsync(folder, messages, ct);
        if (throughBoards)
        {
            await boards.RunAsync(cast, registrations, output, ct);
            await returns.RunAsync(cast, files, output, ct);
        }

        await TellAsync(folder, registrations, tally, output, ct);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"seconds: {watch.Elapsed.TotalSeconds:0.0}"));
        await output.WriteLineAsync($"peak memory MB: {PeakMegabytes()}");
        return 0;
    }

    private async Task RulesAsync(ReplayCast cast, CancellationToken ct)
    {
        var outcome = await assessment.PublishRuleAsync(RuleShelf.Get(OuladMessages.Rule), cast.As(Role.RegistryManager, "PublishMarkRule", "The data set keeps coursework and examination on scales of their own"), ct);
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException(outcome.Refusals[0].Sentence);
        }

        await using var db = store.CreateDbContext();
        if (!await db.Set<FeeRule>().AnyAsync(r => r.ProgrammeCode == OuladMessages.Programme, ct))
        {
            db.Add(new FeeRule { ProgrammeCode = OuladMessages.Programme, FromYear = "2022/23", RuleVersion = 1, PerCredit = OuladMessages.PerCredit, WithdrawalWindowDays = 14 });
            await db.SaveAsync(cast.As(Role.RegistryManager, "PublishFeeRule", "A fee for each credit, made up for the replay"), ct);
        }
    }

    private async Task TellAsync(OuladFolder folder, List<OuladRegistration> registrations, ReplayTally tally, TextWriter output, CancellationToken ct)
    {
        await using var db = store.CreateDbContext();
        var inbox = await db.Set<InboxMessage>().GroupBy(m => new { m.State, m.ReasonCode }).Select(g => new { g.Key.State, g.Key.ReasonCode, Count = g.Count() }).ToListAsync(ct);
        var held = inbox.ToLookup(i => i.State);
        var lines = new List<(string, object)>
        {
            ("rows read, people", registrations.Select(r => r.Student).Distinct().Count()),
            ("rows read, registrations", registrations.Count),
            ("rows read, marks", folder.Marks().Count()),
            ("messages sent", tally.Sent),
            ("messages turned away", tally.Turned),
            ("messages repeated", tally.Repeated),
            ("messages accepted", inbox.Sum(i => i.Count)),
            ("messages applied", held[InboxState.Applied].Sum(i => i.Count)),
            ("messages stale", held[InboxState.Stale].Sum(i => i.Count)),
            ("messages refused by rules", held[InboxState.Refused].Sum(i => i.Count)),
            ("messages parked", held[InboxState.Parked].Sum(i => i.Count) + held[InboxState.Accepted].Sum(i => i.Count)),
            ("messages quarantined", held[InboxState.Quarantined].Sum(i => i.Count)),
        };
        lines.AddRange(held[InboxState.Quarantined].OrderBy(i => i.ReasonCode, StringComparer.Ordinal).Select(i => ($"messages quarantined, {i.ReasonCode}", (object)i.Count)));
        lines.Add(("boards ratified", await boards.RatifiedAsync(ct)));
        lines.Add(("messages per second", Math.Round(tally.Rate)));
        foreach (var (figure, value) in lines)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{figure}: {value}"));
        }
    }

    private static long PeakMegabytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 >> 20;
    }
}
