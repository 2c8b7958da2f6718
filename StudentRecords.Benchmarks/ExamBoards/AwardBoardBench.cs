using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Infrastructure.ExamBoards.Graduation;
using StudentRecords.Infrastructure.ExamBoards.Packs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Benchmarks.ExamBoards;

/// <summary>
/// A progression board of 300 candidates with twelve modules each: the grid is to open in under 1 s, a decision to save in under 100 ms,
/// ratifying to take under 2 s, and the pack with its annex of traces to be drawn in under 2 s and under 200 MB. Peer for the pack: the
/// same tables as HTML, printed by headless Chromium.
/// </summary>
internal static class AwardBoardBench
{
    private const int Runs = 7;

    public static async Task RunAsync(string[] args)
    {
        await using var stage = await AwardBoardStage.SetAsync(candidates: 300, modules: 12);
        await TellAsync("grid of 300 candidates × 12 modules, read and worked", Runs, async () =>
        {
            var grid = await stage.Get<AwardQueries>().GridAsync(stage.BoardId, stage.Secretary);
            Expect(grid is { Rows.Count: 300, Modules.Count: 12 });
        });
        var numbers = await stage.NumbersAsync();
        var next = 0;
        async Task DecideAsync() => Expect((await stage.Get<AwardDecisionService>().DecideAsync(
            new DecideAward { BoardId = stage.BoardId, CandidateNumber = numbers[next++], Proposal = new(AwardCode.Award, "Bachelor of Science", null, "Measured"), PackVersion = 1 }, stage.As(stage.Secretary))).Succeeded);
        await TellAsync("one decision saved, audited", 30, DecideAsync);
        while (next < numbers.Count)
        {
            await DecideAsync();
        }

        await PackAsync(stage);
        await TellAsync("ratification of 300 candidates, once", 1, async () => Expect((await stage.Get<AwardDecisionService>().RatifyAsync(
            new RatifyBoard { BoardId = stage.BoardId, PackVersion = 1, ReleaseAt = DateTimeOffset.UtcNow }, stage.As(stage.Chair))).Succeeded));
        await ConferAsync(stage);
    }

    private static async Task ConferAsync(AwardBoardStage stage)
    {
        var ceremony = (await stage.Get<CeremonyService>().PlanAsync(new PlanCeremony { Title = "July ceremony", HeldOn = DateOnly.FromDateTime(DateTime.UtcNow), Place = "Great Hall", Capacity = 400 }, stage.As(stage.Officer))).Value;
        await TellAsync("300 graduands put on the list, once", 1, async () => Expect((await stage.Get<CeremonyService>().PutOnListAsync(new PutOnList { CeremonyId = ceremony, Programme = "BSC-BENCH", AcademicYear = "2023/24" }, stage.As(stage.Officer))).Value == 300));
        await TellAsync("300 awards conferred, documents filed, once", 1, async () => Expect((await stage.Get<ConfermentService>().ConferAsync(new ConferAwards { CeremonyId = ceremony, ConferredOn = DateOnly.FromDateTime(DateTime.UtcNow) }, stage.As(stage.Manager))).Succeeded));
    }

    private static async Task PackAsync(AwardBoardStage stage)
    {
        await using var db = await stage.Get<IDbContextFactory<RegistryDbContext>>().CreateDbContextAsync();
        var pack = await db.Set<BoardPack>().AsNoTracking().SingleAsync(p => p.BoardId == stage.BoardId);
        var data = AwardPaperData.FromJson(pack.Json);
        var cover = new PackCover("University of Wexmoor", 1, pack.Hash, pack.FrozenAt, [], QuorumRule.Usual);
        byte[] pdf = [];
        await TellAsync("pack with annex of traces, drawn", Runs, () =>
        {
            pdf = AwardBoardPack.Render(data, cover);
            return Task.CompletedTask;
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"pack",-64} {pdf.Length / 1024.0 / 1024,8:N1} MB"));
        await AloneAsync(pack.Json);
        await PeerAsync(data);
    }

    /// <summary>Verb award-pack: reads a pack's data, draws it once and tells the most memory that the process ever held.</summary>
    public static async Task DrawAsync(string[] args)
    {
        var data = AwardPaperData.FromJson(await File.ReadAllTextAsync(args[0]));
        var watch = Stopwatch.StartNew();
        AwardBoardPack.Render(data, new PackCover("University of Wexmoor", 1, "", DateTimeOffset.UtcNow, [], QuorumRule.Usual));
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"pack drawn once by a process of its own, cold",-64} {watch.Elapsed.TotalMilliseconds,14:N0} ms, peak {self.PeakWorkingSet64 / 1024.0 / 1024,6:N0} MB (under 200)"));
    }

    private static async Task AloneAsync(string json)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, json);
        using var drawing = Process.Start("dotnet", [typeof(AwardBoardBench).Assembly.Location, "award-pack", file]);
        await drawing.WaitForExitAsync();
        File.Delete(file);
        Expect(drawing.ExitCode == 0);
    }

    /// <summary>The same grid and annex as plain HTML through headless Chromium, where there is one.</summary>
    private static async Task PeerAsync(AwardPaperData data)
    {
        var folder = Directory.CreateTempSubdirectory("award-pack-");
        try
        {
            var html = Path.Combine(folder.FullName, "pack.html");
            await File.WriteAllTextAsync(html, Html(data));
            await TellAsync("peer: the same tables as HTML, printed by headless Chromium", 3, async () =>
            {
                using var chromium = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("CHROMIUM") ?? "chromium-headless-shell", ["--headless", "--no-sandbox", "--disable-gpu", $"--print-to-pdf={Path.Combine(folder.FullName, "peer.pdf")}", html]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
                await Task.WhenAll(chromium.StandardError.ReadToEndAsync(), chromium.StandardOutput.ReadToEndAsync(), chromium.WaitForExitAsync());
                Expect(chromium.ExitCode == 0);
            });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine("peer: there is no chromium on this machine");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Html(AwardPaperData data)
    {
        StringBuilder page = new("<!doctype html><html lang=en><title>Pack</title><style>table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:2px}</style><h1>Candidates</h1><table><thead><tr><th>Candidate</th>");
        var modules = data.Candidates.SelectMany(c => c.Modules).Select(m => m.Code).Distinct().Order(StringComparer.Ordinal).ToList();
        modules.ForEach(m => page.Append(CultureInfo.InvariantCulture, $"<th>{m}</th>"));
        page.Append("<th>Credits</th><th>Suggested</th></tr></thead>");
        foreach (var candidate in data.Candidates)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><th>{candidate.Number}</th>");
            modules.ForEach(m => page.Append(CultureInfo.InvariantCulture, $"<td>{AwardGrid.Cell(candidate.Modules.FirstOrDefault(x => x.Code == m))}</td>"));
            page.Append(CultureInfo.InvariantCulture, $"<td>{candidate.Credits}</td><td>{candidate.Suggested}</td></tr>");
        }

        page.Append("</table>");
        foreach (var candidate in data.Candidates)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2>{candidate.Number}</h2><table>");
            candidate.Trace.ToList().ForEach(s => page.Append("<tr><th>").Append(s.Clause).Append("</th><td>").Append(s.Says).Append("</td></tr>"));
            page.Append("</table>");
        }

        return page.ToString();
    }

    private static async Task TellAsync(string what, int runs, Func<Task> run)
    {
        var times = new List<double>(runs);
        for (var i = 0; i < runs; i++)
        {
            var watch = Stopwatch.StartNew();
            await run();
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-64} best {times[0],9:N0} ms   middle {times[runs / 2],9:N0} ms   worst {times[^1],9:N0} ms"));
    }

    private static void Expect(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException("The measured step did not do its work.");
        }
    }
}
