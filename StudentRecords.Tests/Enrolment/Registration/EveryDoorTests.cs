using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Registration;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Enrolment.Registration;

/// <summary>
/// Whatever is asked in whatever order at the desk and by the portal: places are never exceeded, the line is kept, no place stays free
/// while somebody waits, and both doors say the same.
/// </summary>
public sealed class EveryDoorTests
{
    private const int Places = 2;
    private const int Students = 5;

    private enum Ask
    {
        Register,
        Drop,
        SwapIn,
        SwapOut,
        Wait,
        LeaveLine,
        PortalRegisters,
        PortalWaits,
        PortalLeaves,
    }

    [Fact]
    public void AnySequenceOfMoves_KeepsPlacesAndTheLine_AndBothDoorsSayTheSame() => Prop
        .ForAll(Arb.From(Sequences()), moves => Task.Run(() => PlayAsync(moves)).GetAwaiter().GetResult())
        .Check(Config.QuickThrowOnFailure.WithMaxTest(12));

    private static Gen<(Ask Ask, int Student)[]> Sequences() =>
        (from ask in Gen.Elements(Enum.GetValues<Ask>())
         from student in Gen.Choose(0, Students - 1)
         select (ask, student)).ArrayOf(14);

    private static async Task PlayAsync((Ask Ask, int Student)[] moves)
    {
        using var registry = new TestRegistry();
        using var stop = new CancellationTokenSource();
        var scene = new ChoiceScene(registry);
        await scene.StartHubAsync(stop.Token);
        var (limited, other) = (await scene.LimitedAsync("AAA-2023A", Places), await registry.Given.OccurrenceAsync("BBB-2023A"));
        var students = new List<Engagement>();
        for (var i = 0; i < Students; i++)
        {
            students.Add(await scene.StudentAsync());
        }

        foreach (var (ask, number) in moves)
        {
            var (on, line) = (await scene.OnAsync(limited), await scene.LineAsync(limited));
            await MakeAsync(scene, registry, ask, students[number], limited, other);
            await HoldsAsync(scene, limited, on, line, students[number]);
        }

        await stop.CancelAsync();
    }

    private static async Task MakeAsync(ChoiceScene scene, TestRegistry registry, Ask ask, Engagement student, ModuleOccurrence limited, ModuleOccurrence other)
    {
        switch (ask)
        {
            case Ask.Register: await scene.RegisterAsync(student, limited); break;
            case Ask.Drop: await scene.DropAsync(student, limited); break;
            case Ask.SwapIn: await scene.SwapAsync(student, other, limited); break;
            case Ask.SwapOut: await scene.SwapAsync(student, limited, other); break;
            case Ask.Wait: await scene.WaitAsync(student, limited); break;
            case Ask.LeaveLine: await scene.Lists.LeaveAsync(ChoiceScene.Place(student, limited), registry.As(ChoiceScene.Olga)); break;
            case Ask.PortalWaits: await scene.PortalRegistersAsync(student, limited, waits: true); break;
            case Ask.PortalRegisters:
                Assert.Equal(await DeskSaysAsync(scene, registry, student, [limited], []), Codes((await scene.PortalRegistersAsync(student, limited)).Faults));
                break;
            default:
                var held = (await scene.OnAsync(limited)).Contains(student.Id);
                var desk = await DeskSaysAsync(scene, registry, student, [], [limited]);
                var answer = await scene.PortalLeavesAsync(student, limited);
                Assert.Equal(desk.Length == 0, answer.State == InboxState.Applied);
                Assert.Equal(held, answer.State == InboxState.Applied);
                break;
        }
    }

    /// <summary>The line moves only from its head: who got a place stood before all who still wait, or found a place free.</summary>
    private static async Task HoldsAsync(ChoiceScene scene, ModuleOccurrence limited, List<long> on, List<long> line, Engagement asked)
    {
        var (onNow, lineNow) = (await scene.OnAsync(limited), await scene.LineAsync(limited));
        Assert.True(onNow.Count <= Places, $"{onNow.Count} on {Places} places");
        Assert.True(onNow.Count == Places || lineNow.Count == 0, "a place is free and somebody waits");
        Assert.Empty(onNow.Intersect(lineNow));
        var came = onNow.Except(on).ToList();
        var promoted = came.Where(line.Contains).ToList();
        Assert.Equal(line.Where(l => l != asked.Id || promoted.Contains(l)).Take(promoted.Count), promoted);
        Assert.Equal(line.Where(l => lineNow.Contains(l)), lineNow.Where(line.Contains));
    }

    private static async Task<string> DeskSaysAsync(ChoiceScene scene, TestRegistry registry, Engagement student, ModuleOccurrence[] wanted, ModuleOccurrence[] leaving) =>
        Codes((await scene.Desk.PreviewAsync(ChoiceScene.Move(student, wanted, leaving), registry.As(ChoiceScene.Olga))).Refusals);

    private static string Codes(IEnumerable<Domain.Refusal> refusals) => string.Join(' ', refusals.Select(r => r.Code).Order(StringComparer.Ordinal));
}
