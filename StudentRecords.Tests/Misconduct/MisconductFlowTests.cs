using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Infrastructure.Misconduct;
using StudentRecords.Tests.Adjustments;
using StudentRecords.Tests.Integration.Chains;
using StudentRecords.Tests.Integration.RollCalls;
using StudentRecords.Tests.Integration.Telling;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Misconduct;

/// <summary>F069 and F070: penalties as entries, reversals by other entries, and a context that tells no more than it should.</summary>
public sealed class MisconductFlowTests : IAsyncLifetime
{
    private OutcomeScene scene = null!;

    public async Task InitializeAsync()
    {
        scene = await OutcomeScene.OpenAsync();
        await scene.MarkAsync(OutcomeScene.Essay, 60, OutcomeScene.Due);
        await scene.MarkAsync(OutcomeScene.Exam, 50, new DateOnly(2024, 1, 20));
    }

    public async Task DisposeAsync() => await scene.DisposeAsync();

    public static TheoryData<MisconductPenalty, string?> Penalties => new()
    {
        { MisconductPenalty.Warning, "56" },
        { MisconductPenalty.ResubmitUncapped, null },
        { MisconductPenalty.ResubmitCapped, null },
        { MisconductPenalty.MarkReduced, "44" },
        { MisconductPenalty.ComponentZero, "20" },
        { MisconductPenalty.ModuleZero, "0" },
        { MisconductPenalty.ModuleZeroWithoutCredit, "0" },
        { MisconductPenalty.ClassLowered, "56" },
        { MisconductPenalty.LowerAward, "56" },
        { MisconductPenalty.Withdrawal, "56" },
    };

    /// <summary>Board rules 3.11, each penalty of the ladder through the door: an essay of 60 and an examination of 50 come to 56.</summary>
    [Theory]
    [MemberData(nameof(Penalties))]
    [ChangesTheRecord("F069")]
    public async Task EachPenalty_IsAnEntryBesideTheMark(MisconductPenalty penalty, string? overall)
    {
        var receipt = await scene.MisconductAsync("AI-1", [Essay(penalty, MisconductPenalties.NeedsValue(penalty) ? 20 : null)]);

        Assert.True(receipt.State == InboxState.Applied, receipt.Reason);
        Assert.Equal(overall, (await scene.FigureAsync()).Overall?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(penalty, Assert.Single((await CaseAsync()).Entries).Entry.Penalty);
        Assert.Equal(60m, Assert.Single((await new RecordAsked(scene.Registry).ModuleAsync(scene.Registration.PersonId, scene.Occurrence.Key)).Components.Single(c => c.Key == OutcomeScene.Essay).Marks).Score);
    }

    [Fact]
    public void EveryPenalty_IsInTheTable() => Assert.Equal(Enum.GetValues<MisconductPenalty>().Order(), Penalties.Select(c => (MisconductPenalty)c[0]!).Order());

    [Fact]
    [ChangesTheRecord("F069")]
    public async Task AnOverturnedOutcome_IsReversedByAnotherEntry_AndNothingIsDeleted()
    {
        await scene.MisconductAsync("AI-1", [Essay(MisconductPenalty.ComponentZero)]);
        Assert.Equal(20m, (await scene.FigureAsync()).Overall);
        await scene.MisconductAsync("AI-1", [], 2, "MisconductOutcomeOverturned", "Overturned");

        Assert.Equal(56m, (await scene.FigureAsync()).Overall);
        var entries = (await CaseAsync()).Entries;
        Assert.Equal((2, entries[0].Entry.Id), (entries.Count, entries[1].Entry.Reverses!.Value));
        Assert.DoesNotContain(entries, e => e.IsInEffect);
    }

    [Fact]
    [ChangesTheRecord("F069")]
    public async Task AnotherPenaltyInPlaceOfOne_ReversesTheFirst()
    {
        await scene.MisconductAsync("AI-1", [Essay(MisconductPenalty.ComponentZero)]);
        await scene.MisconductAsync("AI-1", [Essay(MisconductPenalty.MarkReduced, 10)], 2);
        await scene.MisconductAsync("AI-1", [Essay(MisconductPenalty.MarkReduced, 10)], 3, "MisconductCaseClosed");

        Assert.Equal(50m, (await scene.FigureAsync()).Overall);
        var shown = await CaseAsync();
        Assert.Equal((3, true), (shown.Entries.Count, shown.Case.IsClosed));
        Assert.Equal(MisconductPenalty.MarkReduced, Assert.Single(shown.Entries, e => e.IsInEffect).Entry.Penalty);
    }

    [Fact]
    public async Task AnOlderVersion_IsStale()
    {
        await scene.MisconductAsync("AI-1", [], 3, "MisconductOutcomeOverturned", "Overturned");
        Assert.Equal(InboxState.Stale, (await scene.MisconductAsync("AI-1", [Essay(MisconductPenalty.ComponentZero)], 2)).State);
        Assert.Equal(56m, (await scene.FigureAsync()).Overall);
    }

    [Fact]
    [RefusedOnArrival("F069")]
    public async Task AModuleTheStudentIsNotOn_UnknownWork_AndTwoReferences_EachHaveTheirCode()
    {
        await scene.Registry.Given.OccurrenceAsync("BBB-2023A");
        Assert.Equal("NOT_REGISTERED", (await scene.MisconductAsync("AI-1", [new { penalty = "ModuleZero", occurrence = "BBB-2023A" }])).Code);
        Assert.Equal(InboxState.Parked, (await scene.MisconductAsync("AI-2", [new { penalty = "ComponentZero", assessment = "ZZZ/1" }])).State);
        Assert.Equal("CONTRACT", (await scene.MisconductAsync("AI-3", [new { penalty = "ComponentZero" }])).Code);
        await scene.MisconductAsync("AI-4", [Essay(MisconductPenalty.Warning)]);
        var twin = await scene.MisconductAsync("AI-5", [Essay(MisconductPenalty.ComponentZero)]);
        Assert.Equal("SAME_CASE", twin.Code);
        Assert.Contains("AI-5 and AI-4", twin.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMessageWithAStory_IsTurnedAtTheDoor()
    {
        var receipt = await scene.SendAsync("F069", "AI", "PenaltyImposed", new { student = scene.Who, @case = "AI-1", finding = "Proven", penalties = Array.Empty<object>(), narrative = "copied from a friend" });
        Assert.True(receipt is { Turned: true, Code: "NARRATIVE" });
    }

    [Fact]
    [ExactFields("F070")]
    public async Task TheContext_TellsIdentityStatusRegistrationsAndSubmissions_AsAtTheDay_AndNothingMore()
    {
        await scene.SendAsync("F016", "VLE", "AssessmentMarkSubmitted", new { student = scene.Who, assessment = OutcomeScene.Essay, attempt = 2, score = 70, submittedAt = "2023-12-20T14:03:11Z" }, key: "again");
        var service = scene.Registry.Get<MisconductService>();
        var before = await service.ShareContextAsync(Ask("AI-1", new DateOnly(2023, 12, 1)), scene.Registry.As(Role.AcademicIntegrityOfficer));
        var after = await service.ShareContextAsync(Ask("AI-1", new DateOnly(2024, 1, 31)), scene.Registry.As(Role.AcademicIntegrityOfficer));

        Assert.True(before.Succeeded && after.Succeeded);
        Assert.Equal("ALREADY_SHARED", Assert.Single((await service.ShareContextAsync(Ask("AI-1", new DateOnly(2023, 12, 1)), scene.Registry.As(Role.AcademicIntegrityOfficer))).Refusals).Code);
        var told = (await scene.ToldAsync()).Select(m => JsonDocument.Parse(m.Body).RootElement).ToList();
        Assert.All(await scene.ToldAsync(), m => Assert.Equal(("F070", "AI", "MisconductContextShared"), (m.Flow, m.Destination, m.Type)));
        Assert.Equal(["referral", "student", "familyName", "givenNames", "asOf", "enrolments", "modules"], told[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal(["engagement", "programme", "status", "since"], told[0].GetProperty("enrolments")[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal((1, 3), (Submissions(told[0]), Submissions(told[1])));
        Assert.Contains("2023-12-20T14:03:11", told[1].GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("score", told[1].GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The student's only case, as Academic Integrity's page shows it.</summary>
    private async Task<CaseView> CaseAsync()
    {
        var (queries, officer) = (scene.Registry.Get<MisconductQueries>(), TestRegistry.Caller(Role.AcademicIntegrityOfficer));
        return (await queries.CaseAsync(Assert.Single(await queries.OfPersonAsync(scene.Registration.PersonId, officer)).Id, officer))!;
    }

    private ShareContext Ask(string @case, DateOnly asOf) => new() { PersonId = scene.Registration.PersonId, Case = @case, AsOf = asOf };

    private static int Submissions(JsonElement told) => told.GetProperty("modules").EnumerateArray().SelectMany(m => m.GetProperty("assessments").EnumerateArray()).Sum(a => a.GetProperty("submissions").GetArrayLength());

    private static object Essay(MisconductPenalty penalty, decimal? value = null) => new { penalty = penalty.ToString(), assessment = OutcomeScene.Essay, attempt = 1, value };
}
