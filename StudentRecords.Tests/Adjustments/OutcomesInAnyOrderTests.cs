using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Tests.Adjustments;

/// <summary>F016, F063, F066 and F069 may come in any order and any number of times before the papers; the marks end the same.</summary>
public sealed class OutcomesInAnyOrderTests
{
    private static readonly Func<OutcomeScene, Task>[] Sends =
    [
        s => s.MarkAsync(OutcomeScene.Essay, 64, OutcomeScene.Due.AddDays(5)),
        s => s.MarkAsync(OutcomeScene.Essay, 71, OutcomeScene.Due.AddDays(5), 1, 2),
        s => s.MarkAsync(OutcomeScene.Exam, 38, new DateOnly(2024, 1, 20)),
        s => s.MarkAsync(OutcomeScene.Exam, 66, new DateOnly(2024, 6, 1), 2),
        s => s.AdjustAsync("RA-1", "ExtendedSubmissionWindow", 1, "RuleTreatmentGranted", new { amount = 7 }),
        s => s.AdjustAsync("RA-1", "ExtendedSubmissionWindow", 2, "RuleTreatmentGranted", new { amount = 1 }),
        s => s.AdjustAsync("RA-2", "ExtraTime", more: new { amount = 25 }),
        s => s.CircumstanceAsync("EC-1", "Extension", 1),
        s => s.CircumstanceAsync("EC-1", "Extension", 2, new { items = new[] { new { assessment = OutcomeScene.Essay, attempt = 1, until = "2023-11-17" } } }),
        s => s.CircumstanceAsync("EC-2", "DeferAsFirstSit", 1, new { items = new[] { new { assessment = OutcomeScene.Exam, attempt = 1, until = (string?)null } } }),
        s => s.MisconductAsync("AI-1", [new { penalty = "ComponentZero", assessment = OutcomeScene.Essay, attempt = 1 }], 1),
        s => s.MisconductAsync("AI-1", [new { penalty = "MarkReduced", assessment = OutcomeScene.Essay, attempt = 1, value = 6 }], 2),
        s => s.MisconductAsync("AI-1", [new { penalty = "MarkReduced", assessment = OutcomeScene.Essay, attempt = 1, value = 6 }], 3, "MisconductCaseClosed"),
    ];

    private static readonly Lazy<string> InOrder = new(() => EndOf([.. Enumerable.Range(0, Sends.Length)]));

    /// <summary>The essay: 71, due 17 Nov (EC), handed in 20 Nov, one working day late: 67.45, less 6 = 61.45, 61. The examination: 66 as first sit. 61×0.6 + 66×0.4 = 63.</summary>
    [Fact]
    public void InOrder_TheFigureIsAsWorkedByHand() => Assert.StartsWith("63 ", InOrder.Value, StringComparison.Ordinal);

    [Fact]
    public void InAnyOrder_TheMarksAreTheSame() => Prop
        .ForAll(Arb.From(from repeats in Gen.Choose(0, Sends.Length - 1).ArrayOf(4) from order in Gen.Shuffle([.. Enumerable.Range(0, Sends.Length), .. repeats]) select order), order => Assert.Equal(InOrder.Value, EndOf(order)))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    private static string EndOf(int[] order) => Task.Run(async () =>
    {
        await using var scene = await OutcomeScene.OpenAsync();
        foreach (var i in order)
        {
            await Sends[i](scene);
        }

        var figure = await scene.FigureAsync();
        var stuck = await scene.Registry.ReadAsync(db => db.Set<InboxMessage>().CountAsync(m => m.State != InboxState.Applied && m.State != InboxState.Stale));
        return $"{figure.Overall} {string.Join(" | ", figure.Trace.Select(t => t.Says))} stuck {stuck}";
    }).GetAwaiter().GetResult();
}
