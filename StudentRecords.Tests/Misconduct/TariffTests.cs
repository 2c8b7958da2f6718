using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Infrastructure.Misconduct;
using StudentRecords.Tests.Adjustments;

namespace StudentRecords.Tests.Misconduct;

/// <summary>The tariff as data, on the sums of board rules 3.11; it advises, and sees history only after the finding.</summary>
public sealed class TariffTests
{
    private static readonly TariffClauses Amber = TariffClauses.Read(TariffShelf.Get().Clauses).Value!;

    [Theory]
    [InlineData(0, "from5", "5", "standard", false, 350, "330 to 379")]
    [InlineData(1, "above50", "6", "project", true, 550, "525 to 559")]
    [InlineData(0, "below5", "4", "standard", false, 280, "280 to 329")]
    public void TheSums_OfTheReference_FallInTheirBands(int earlier, string extent, string level, string value, bool disguised, int points, string band)
    {
        var advice = Amber.Advise(earlier, extent, level, value, disguised).Value!;
        Assert.Equal((points, band), (advice.Points, advice.Band!.Words));
        Assert.Equal(advice.Points, advice.Parts.Sum(p => p.Points));
    }

    [Fact]
    public void TheThirdTime_CountsAsEveryLaterOne() => Assert.Equal(Amber.Advise(2, "from5", "5", "standard", false).Value!.Points, Amber.Advise(7, "from5", "5", "standard", false).Value!.Points);

    [Fact]
    public void AChoiceThatIsNotInTheTariff_IsRefusedField_ByField() =>
        Assert.Equal(["Extent", "Level", "Value"], Amber.Advise(0, "", "9", "x", false).Refusals.Select(r => r.Field));

    [Theory]
    [InlineData("""{ "history": [], "extent": [], "level": [], "value": [], "bands": [] }""", "TARIFF_FAULT")]
    [InlineData("""{ "points": 5 }""", "TARIFF_UNREADABLE")]
    public void ATariffWithFaults_IsRefused(string json, string code) => Assert.Equal(code, TariffClauses.Read(json).Refusals[0].Code);

    [Fact]
    public async Task History_IsHiddenUntilTheFindingIsMade()
    {
        await using var scene = await OutcomeScene.OpenAsync();
        var service = scene.Registry.Get<MisconductService>();
        var officer = scene.Registry.As(Role.AcademicIntegrityOfficer);
        Assert.Empty((await service.RecordAsync(Told(scene, "AI-0", MisconductFinding.Proven, new DateOnly(2023, 11, 1)), true, officer)).Refusals);
        var id = (await service.ShareContextAsync(new ShareContext { PersonId = scene.Registration.PersonId, Case = "AI-1", AsOf = new DateOnly(2023, 12, 1) }, officer)).Value;
        var ask = new AskTariff { CaseId = id, Extent = "from5", Level = "5", Value = "standard" };

        Assert.Null((await scene.Registry.Get<MisconductQueries>().CaseAsync(id, officer.Caller))!.Earlier);
        Assert.Equal("HISTORY_HIDDEN", Assert.Single((await service.AdviseAsync(ask, officer)).Refusals).Code);
        await service.RecordAsync(Told(scene, "AI-1", MisconductFinding.Proven, new DateOnly(2023, 12, 10)), false, officer);

        Assert.Equal("AI-0", Assert.Single((await scene.Registry.Get<MisconductQueries>().CaseAsync(id, officer.Caller))!.Earlier!).Key);
        Assert.Equal(400m, (await service.AdviseAsync(ask, officer)).Value!.Points);
    }

    [Fact]
    public async Task APublishedTariff_StandsBeforeTheShippedOne_AndIsWrittenOnce()
    {
        await using var scene = await OutcomeScene.OpenAsync();
        var service = scene.Registry.Get<MisconductService>();
        var officer = scene.Registry.As(Role.AcademicIntegrityOfficer);
        var own = TariffShelf.Get() with { Code = "OWN", Title = "Our own", Clauses = TariffShelf.Get().Clauses.Replace("100, 150, 200", "100, 200, 300", StringComparison.Ordinal), ValidFrom = new DateOnly(2023, 8, 1) };
        Assert.Empty((await service.PublishTariffAsync(own, officer)).Refusals);
        Assert.Empty((await service.PublishTariffAsync(own, officer)).Refusals);
        Assert.Equal("TARIFF_EXISTS", Assert.Single((await service.PublishTariffAsync(own with { Clauses = TariffShelf.Get().Clauses }, officer)).Refusals).Code);

        await service.RecordAsync(Told(scene, "AI-1", MisconductFinding.Proven, new DateOnly(2023, 12, 10)), false, officer);
        var id = Assert.Single(await scene.Registry.Get<MisconductQueries>().OfPersonAsync(scene.Registration.PersonId, officer.Caller)).Id;
        Assert.Equal("Our own", (await scene.Registry.Get<MisconductQueries>().CaseAsync(id, officer.Caller))!.Tariff.Title);
    }

    [Fact]
    public async Task ByHand_ThePreviewTellsTheMark_AndChangesNothing()
    {
        await using var scene = await OutcomeScene.OpenAsync();
        await scene.MarkAsync(OutcomeScene.Essay, 60, OutcomeScene.Due);
        await scene.MarkAsync(OutcomeScene.Exam, 50, new DateOnly(2024, 1, 20));
        var told = Told(scene, "AI-1", MisconductFinding.Proven, new DateOnly(2023, 12, 10)) with { Penalties = [new PenaltyTold { Penalty = MisconductPenalty.ComponentZero, Assessment = OutcomeScene.Essay }] };

        var effect = Assert.Single((await scene.Registry.Get<MisconductService>().PreviewAsync(told, scene.Registry.As(Role.AcademicIntegrityOfficer))).Penalties);
        Assert.Equal((56m, 20m, "AAA-2023A"), (effect.Mark!.Before, effect.Mark.After, effect.Module));
        Assert.Equal(56m, (await scene.FigureAsync()).Overall);
    }

    private static MisconductTold Told(OutcomeScene scene, string @case, MisconductFinding finding, DateOnly on) =>
        new() { Student = new PersonRef("SIS", scene.Student), Case = @case, Finding = finding, DecidedOn = on };
}
