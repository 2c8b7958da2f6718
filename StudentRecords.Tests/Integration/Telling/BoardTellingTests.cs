using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards.Examiners;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Examiners;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Tests.ExamBoards;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>F064 and F067: that a board's papers are frozen and a sample is drawn, without a name.</summary>
public sealed class BoardTellingTests : IDisposable
{
    private readonly TestRegistry registry = new(settings: new Dictionary<string, string?> { ["Hub:DropFolder"] = RunFolder.NewFolder() });

    public void Dispose() => registry.Dispose();

    [Fact]
    [ExactFields("F064", "F067")]
    [RefusedAtSend("F067")]
    public async Task Pack_IsToldWithItsDigest_AndOnlyTheNewestGoes_AndASampleIsNotSentOnceTheBoardHasRatified()
    {
        foreach (var system in (string[])["EXAMBOARD", "EXTEX"])
        {
            await registry.Get<PartnerService>().ConfigureChannelAsync(new ConfigureChannel { System = system, Kind = ChannelKind.Folder }, registry.As(Role.IntegrationOperator), default);
        }

        var board = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80], [30, 35]);
        await board.FreezeAsync();
        Assert.True((await registry.Get<SampleService>().DrawAsync(board.BoardId, SampleRule.Usual, registry.As(board.External))).Value > 0);
        var pack = Assert.Single(await ToldAsync("F064"));
        Assert.Equal(["board", "packVersion", "sha256", "frozenAt"], Fields.Of(pack));
        var sample = await ToldAsync("F067");
        Assert.All(sample, m => Assert.Equal(["board", "candidate", "ground"], Fields.Of(m)));
        Assert.All(sample, m => Assert.DoesNotContain("Family", m.Body, StringComparison.Ordinal));

        Assert.True((await board.FreezeAsync()).Succeeded);
        await DrainAsync("EXAMBOARD");
        Assert.Equal([OutboxState.Withdrawn, OutboxState.Delivered], (await ToldAsync("F064")).Select(m => m.State));

        await board.ConfirmAsync(pack: 2);
        await board.SitAsync();
        await registry.Get<DecisionService>().AcceptSuggestionsAsync(board.BoardId, null, registry.As(board.Secretary));
        Assert.True((await board.RatifyAsync(pack: 2)).Succeeded);
        await DrainAsync("EXTEX");
        Assert.All(await ToldAsync("F067"), AtSend.Withdrawn);
    }

    /// <summary>A board would decide on marks that are not the record's.</summary>
    [Fact]
    [RefusedAtSend("F064")]
    public async Task Pack_WhosePapersHaveChangedSinceTheFreeze_WaitsUntilTheyAreFrozenAgain()
    {
        await registry.Get<PartnerService>().ConfigureChannelAsync(new ConfigureChannel { System = "EXAMBOARD", Kind = ChannelKind.Folder }, registry.As(Role.IntegrationOperator), default);
        var board = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80], [30, 35]);
        await board.FreezeAsync();
        var registration = await registry.ReadAsync(db => db.Set<ModuleRegistration>().AsNoTracking().SingleAsync(r => r.Id == board.Registrations[0].Id));
        await registry.SaveAsync(db =>
        {
            db.Set<Mark>().Single(m => m.RegistrationId == registration.Id && m.ComponentId == board.Occurrence.Components[0].Id).Supersede();
            db.Add(new Mark(registration, board.Occurrence.Components[0], 1, 2, 20, null, false, "VLE"));
        });
        await DrainAsync("EXAMBOARD");
        AtSend.Waits(Assert.Single(await ToldAsync("F064")), PackGate.OutOfDate);

        Assert.True((await board.FreezeAsync()).Succeeded);
        registry.Clock.Advance(TimeSpan.FromMinutes(20));
        await DrainAsync("EXAMBOARD");
        Assert.Equal([OutboxState.Withdrawn, OutboxState.Delivered], (await ToldAsync("F064")).Select(m => m.State));
    }

    [Fact]
    [OvertakenAtSend("F064")]
    public async Task Pack_ThatWasFrozenAgain_GoesInTheNewestVersionOnly()
    {
        await registry.Get<PartnerService>().ConfigureChannelAsync(new ConfigureChannel { System = "EXAMBOARD", Kind = ChannelKind.Folder }, registry.As(Role.IntegrationOperator), default);
        var board = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80], [30, 35]);
        await board.FreezeAsync();
        Assert.True((await board.FreezeAsync()).Succeeded);
        await DrainAsync("EXAMBOARD");
        AtSend.Overtaken((await ToldAsync("F064"))[0]);
    }

    private Task<List<OutboxMessage>> ToldAsync(string flow) => registry.ReadAsync(db => db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Flow == flow).OrderBy(m => m.Id).ToListAsync());

    private async Task DrainAsync(string destination)
    {
        while (await registry.Get<OutboxDispatcher>().PassAsync(destination, default) > 0)
        {
        }
    }
}
