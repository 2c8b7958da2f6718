using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Tests.Integration;

namespace StudentRecords.Tests.Faults;

/// <summary>A clock that is put forward or back, the night in which an hour comes twice, a day that most years lack: order goes by sequence and version, never by time.</summary>
public sealed class ClockTests : IAsyncLifetime
{
    private OutboundScene scene = null!;

    public static TheoryData<string, DateTimeOffset[]> Clocks => new()
    {
        { "an hour forward and back", [At(2024, 6, 3, 9), At(2024, 6, 3, 10), At(2024, 6, 3, 9), At(2024, 6, 3, 8), At(2024, 6, 3, 9)] },
        { "the night in which the hour comes twice", [At(2024, 10, 27, 0, 59), At(2024, 10, 27, 1), At(2024, 10, 27, 0, 30), At(2024, 10, 27, 1, 30), At(2024, 10, 27, 2)] },
        { "the night in which an hour is missing", [At(2024, 3, 31, 0, 59), At(2024, 3, 31, 1), At(2024, 3, 31, 0, 58), At(2024, 3, 31, 1, 1), At(2024, 3, 31, 2)] },
        { "the leap day", [At(2024, 2, 28, 23, 59), At(2024, 2, 29), At(2024, 2, 28, 23), At(2024, 2, 29, 12), At(2024, 3, 1)] },
    };

    public async Task InitializeAsync() => scene = await OutboundScene.MakeAsync();

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [MemberData(nameof(Clocks))]
    public async Task Lane_GoesBySequence_WhateverTheClockSays(string what, DateTimeOffset[] moments)
    {
        Assert.NotEmpty(what);
        foreach (var (n, moment) in moments.Index())
        {
            scene.Registry.Clock.Now = moment;
            await scene.TellAsync("EWP", "s1", $"k{n}");
            await scene.DrainAsync();
        }

        scene.Registry.Clock.Now = moments.Max();
        await scene.DrainAsync();
        Assert.Equal(moments.Index().Select(m => $"k{m.Index}"), scene.Far.Taken.Select(t => t.Key));
        Assert.Equal(moments.Index().Select(m => m.Index + 1L), scene.Far.Taken.Select(t => t.Sequence));
    }

    [Fact]
    public async Task MessageThatFailed_BeforeTheClockWasPutBack_IsTriedAgain_AndNothingOvertakesIt()
    {
        scene.Far.Answer = _ => new HttpResponseMessage(System.Net.HttpStatusCode.UnprocessableEntity);
        await scene.TellAsync("EWP", "s1", "k0", "k1");
        await scene.DrainAsync();
        scene.Registry.Clock.Advance(TimeSpan.FromHours(-1));
        scene.Far.Answer = _ => null;
        await scene.TellAsync("EWP", "s1", "k2");
        await scene.TellAsync("EWP", "s2", "other");
        await scene.DrainAsync();
        Assert.Equal(["other"], scene.Far.Taken.Select(t => t.Key));

        scene.Registry.Clock.Advance(TimeSpan.FromHours(1) + RetryLadder.Rungs[0] * 2);
        await scene.DrainAsync();
        Assert.Equal(["other", "k0", "k1", "k2"], scene.Far.Taken.Select(t => t.Key));
    }

    [Fact]
    public async Task NewerVersion_ThatCameWhileTheClockWasBehind_IsNotOverwrittenByAnOlderOneThatComesLater()
    {
        using var hub = await HubScene.MakeAsync();
        await hub.SaidAsync("F016", "AssessmentMarkSubmitted", "m", Mark(hub, 40), 2);
        hub.Registry.Clock.Advance(TimeSpan.FromHours(-1));
        await hub.SaidAsync("F016", "AssessmentMarkSubmitted", "m", Mark(hub, 61), 3);
        hub.Registry.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(InboxState.Stale, (await hub.SayAsync("F016", "AssessmentMarkSubmitted", "m", Mark(hub, 12), 1)).State);
        Assert.Equal(61m, await hub.Registry.ReadAsync(db => db.Set<Domain.Assessment.Mark>().Where(m => m.IsCurrent).Select(m => m.Score).SingleAsync()));
    }

    private static object Mark(HubScene hub, decimal score) => new { student = hub.Who, assessment = "AAA-1", score, submittedOn = "2024-05-19" };

    private static DateTimeOffset At(int year, int month, int day, int hour = 0, int minute = 0) => new(year, month, day, hour, minute, 0, TimeSpan.Zero);
}
