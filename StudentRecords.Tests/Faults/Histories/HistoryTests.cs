using FsCheck;
using FsCheck.Fluent;
using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Tests.Faults.Long;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Faults.Histories;

/// <summary>
/// Random histories of holds, enrolment, choices, leaving, adjustments, marks, circumstances, frozen papers, ratification and appeals: the record does at each
/// step, and holds at the end, what a small model says. No gate is passed. A history that goes otherwise is shortened to the least that does.
/// </summary>
public sealed class HistoryTests
{
    private const int Steps = 28;

    /// <summary>A board that has sat is rarer than a message, and most gates are about it.</summary>
    private static readonly Gen<Event> AnyEvent = Gen.Frequency(Enum.GetValues<Event>().Select(e => (e is Event.Freeze or Event.Ratify or Event.Appeal ? 3 : 2, Gen.Constant(e))));

    private static readonly Arbitrary<Event[]> Histories = Arb.From(AnyEvent.ArrayOf(Steps), history => history.Select((_, i) => history.Where((_, n) => n != i).ToArray()));

    [Fact]
    public void Histories_GoAsTheModelSays() => Check(Config.QuickThrowOnFailure.WithMaxTest(2).WithReplay(5, 3));

    [Fact]
    public Task HistoryThroughEveryGate_GoesAsTheModelSays() => GoesAsTheModelSaysAsync(
    [
        Event.Withdraw, Event.HoldOne, Event.Choose, Event.Verify, Event.Adjust, Event.Circumstance, Event.NewMark, Event.Ratify, Event.Freeze, Event.Appeal, Event.NewMark, Event.Ratify, Event.Freeze,
        Event.Circumstance, Event.Ratify, Event.ReleaseOne, Event.Circumstance, Event.NewMark, Event.Adjust, Event.Freeze, Event.Appeal, Event.Ratify, Event.Appeal, Event.Choose, Event.Withdraw,
    ]);

    [FactForFaults]
    public void ManyHistories_GoAsTheModelSays() => Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    private static void Check(Config config) => Prop.ForAll(Histories, history => Task.Run(() => GoesAsTheModelSaysAsync(history)).GetAwaiter().GetResult()).Check(config);

    private static async Task GoesAsTheModelSaysAsync(Event[] history)
    {
        using var registry = new TestRegistry();
        await using var hub = await StartedHub.OfAsync(registry);
        var lives = await TwoLives.BeginAsync(registry, hub);
        var model = new HistoryModel();
        foreach (var (n, happens) in history.Index())
        {
            var (expected, came) = await lives.HappenAsync(happens, $"m{n}", model);
            Assert.True(expected == came, $"{happens} after {string.Join(", ", history.Take(n))}: {expected} by the model, {came} by the record");
        }

        await lives.MustBeAsync(model);
        Assert.True((await registry.Get<AuditVerifier>().VerifyAsync(TestRegistry.Caller(Role.Auditor))).IsWhole);
    }
}
