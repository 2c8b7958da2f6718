using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Tests.Integration.RollCalls;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Adjustments;

/// <summary>F063 to F059, F060 and F061: who is told of what, by category; versions, ends and what is refused.</summary>
public sealed class AdjustmentFlowTests : IAsyncLifetime
{
    private OutcomeScene scene = null!;

    public async Task InitializeAsync() => scene = await OutcomeScene.OpenAsync();

    public async Task DisposeAsync() => await scene.DisposeAsync();

    /// <summary>Reference model, F059 (assessment and content), F060 (attendance), F061 (examinations): every category, its type of message in, and whom it is told to.</summary>
    public static TheoryData<AdjustmentCategory, string, decimal?, AdjustmentNeed, string> Categories => new()
    {
        { AdjustmentCategory.ExtraTime, "ReasonableAdjustmentApproved", 25, AdjustmentNeed.None, "F059 AssessmentAdjustmentGranted, F061 ExamAccommodationRequired" },
        { AdjustmentCategory.RestBreaks, "ReasonableAdjustmentApproved", 10, AdjustmentNeed.None, "F059 AssessmentAdjustmentGranted, F061 ExamAccommodationRequired" },
        { AdjustmentCategory.SeparateRoom, "ReasonableAdjustmentApproved", null, AdjustmentNeed.None, "F061 ExamAccommodationRequired" },
        { AdjustmentCategory.ReaderOrScribe, "ReasonableAdjustmentApproved", null, AdjustmentNeed.None, "F061 ExamAccommodationRequired" },
        { AdjustmentCategory.Computer, "ReasonableAdjustmentApproved", null, AdjustmentNeed.None, "F061 ExamAccommodationRequired" },
        { AdjustmentCategory.AlternativeFormat, "ReasonableAdjustmentApproved", null, AdjustmentNeed.LargePrint, "F059 AccessibilityRequirementSet, F061 ExamAccommodationRequired" },
        { AdjustmentCategory.ExtendedSubmissionWindow, "RuleTreatmentGranted", 5, AdjustmentNeed.None, "F059 DeadlineExtensionGranted" },
        { AdjustmentCategory.AlternativeAssessment, "ReasonableAdjustmentApproved", null, AdjustmentNeed.OralAssessment, "F059 AssessmentAdjustmentGranted, F061 ExamAccommodationRequired" },
        { AdjustmentCategory.AttendanceThreshold, "ReasonableAdjustmentApproved", 60, AdjustmentNeed.None, "F060 AttendanceThresholdAdjusted" },
        { AdjustmentCategory.AttendanceExemption, "ReasonableAdjustmentApproved", null, AdjustmentNeed.None, "F060 AttendanceExemptionGranted" },
        { AdjustmentCategory.AlertSuspension, "ReasonableAdjustmentApproved", null, AdjustmentNeed.None, "F060 AlertSuspended" },
        { AdjustmentCategory.ReturnToStudy, "ReasonableAdjustmentApproved", null, AdjustmentNeed.None, "F060 ReturnToStudyMarked" },
        { AdjustmentCategory.DsaEntitlement, "DsaEntitlementRecorded", null, AdjustmentNeed.None, "" },
        { AdjustmentCategory.LatePenaltySuppression, "RuleTreatmentGranted", null, AdjustmentNeed.None, "" },
    };

    [Theory]
    [MemberData(nameof(Categories))]
    [ChangesTheRecord("F063")]
    public async Task EachCategory_IsToldToThoseWhoNeedIt_AndToNobodyElse(AdjustmentCategory category, string type, decimal? amount, AdjustmentNeed need, string told)
    {
        var receipt = await scene.AdjustAsync("RA-1", category.ToString(), type: type, more: new { amount, need = need.ToString() });

        Assert.True(receipt.State == InboxState.Applied, receipt.Reason);
        Assert.Equal(category, Assert.Single(await PlanAsync()).Category);
        var messages = await scene.ToldAsync();
        Assert.Equal(told, string.Join(", ", messages.OrderBy(m => m.Flow, StringComparer.Ordinal).Select(m => $"{m.Flow} {m.Type}")));
        Assert.All(messages, m => Assert.DoesNotContain("W-1", m.Body, StringComparison.Ordinal));
    }

    [Fact]
    public void EveryCategory_IsInTheTable() => Assert.Equal(Enum.GetValues<AdjustmentCategory>().Order(), Categories.Select(c => (AdjustmentCategory)c[0]!).Order());

    /// <summary>The record is the only one that tells the learning environment, attendance monitoring and exam scheduling of adjustments.</summary>
    [Fact]
    public void NoRoute_LeadsFromWellbeingToThoseSystems()
    {
        Assert.DoesNotContain(FlowCatalogue.All, f => f.From == "WELL" && f.To is "VLE" or "AM" or "EXAMS");
        Assert.DoesNotContain(FlowCatalogue.All.Where(f => f.From == "WELL"), f => f.To != "SIS");
        Assert.All((string[])["F059", "F060", "F061"], code => Assert.Equal("SIS", FlowCatalogue.Find(code)!.From));
        Assert.All((string[])["F059", "F060", "F061"], code => Assert.NotNull(HubDoor.Refuses(code, "WELL")));
    }

    [Fact]
    public async Task EffectRecordAndMessages_AreOneTransaction_AndTheTrailTellsNoNeed()
    {
        await scene.AdjustAsync("RA-1", "ExtraTime", more: new { amount = 25 });

        var entry = await scene.Registry.ReadAsync(db => db.Set<AuditEntry>().SingleAsync(e => e.Act == "ApplyF063"));
        Assert.Equal(scene.Registration.PersonId, entry.SubjectId);
        var said = (await scene.Registry.ReadAsync(db => TrailValues.OpenAsync(db, [entry], default)))[entry.Sequence];
        Assert.Contains("ReasonableAdjustment", said, StringComparison.Ordinal);
        Assert.DoesNotContain("ExtraTime", said, StringComparison.Ordinal);
        var correlation = Assert.Single((await scene.ToldAsync()).Select(m => m.CorrelationId).Distinct());
        Assert.Equal(correlation, entry.CorrelationId);
    }

    [Fact]
    [ChangesTheRecord("F063")]
    public async Task AChange_SupersedesAndIsToldAgain_WhatFallsAwayIsWithdrawn()
    {
        await scene.AdjustAsync("RA-1", "ExtraTime", more: new { amount = 25 });
        await scene.AdjustAsync("RA-1", "ExtraTime", 2, "ReasonableAdjustmentAmended", new { amount = 50 });
        await scene.AdjustAsync("RA-1", "SeparateRoom", 3, "ReasonableAdjustmentAmended");

        var held = (await PlanAsync()).OrderBy(a => a.AdjustmentVersion).Select(a => a.State);
        Assert.Equal([AdjustmentState.Superseded, AdjustmentState.Superseded, AdjustmentState.Granted], held);
        var told = (await scene.ToldAsync()).Select(m => $"{m.Flow} {m.Type} {Body(m).GetProperty("version")}").Order().ToList();
        Assert.Equal(
            ["F059 AdjustmentWithdrawn 3", "F059 AssessmentAdjustmentGranted 1", "F059 AssessmentAdjustmentGranted 2", "F061 ExamAccommodationRequired 1", "F061 ExamAccommodationRequired 2", "F061 ExamAccommodationRequired 3"], told);
    }

    [Fact]
    public async Task AnEnd_IsToldToAllWhoWereToldOfTheGrant_AndNothingIsDeleted()
    {
        await scene.AdjustAsync("RA-1", "AlternativeFormat", more: new { need = "Braille" });
        var receipt = await EndAsync("RA-1", "2024-01-31", 2);

        Assert.Equal(InboxState.Applied, receipt.State);
        Assert.Equal(2, (await PlanAsync()).Count);
        var ended = (await scene.ToldAsync()).Where(m => Body(m).GetProperty("withdrawn").GetBoolean()).Select(m => $"{m.Flow} {m.Type}").Order();
        Assert.Equal(["F059 AdjustmentWithdrawn", "F061 ExamAccommodationRequired"], ended);
    }

    [Fact]
    public async Task AnEndBeforeItsGrant_WaitsForIt()
    {
        Assert.Equal(InboxState.Parked, (await EndAsync("RA-1", "2024-01-31", 2)).State);
        await scene.AdjustAsync("RA-1", "SeparateRoom");

        Assert.Equal(AdjustmentState.Withdrawn, Assert.Single(await PlanAsync(), a => a.AdjustmentVersion == 2).State);
        Assert.Equal(0, await scene.Registry.ReadAsync(db => db.Set<InboxMessage>().CountAsync(m => m.State != InboxState.Applied)));
    }

    [Fact]
    public async Task AnOlderVersion_IsAcknowledgedAsStale()
    {
        await scene.AdjustAsync("RA-1", "SeparateRoom", 3);
        Assert.Equal(InboxState.Stale, (await scene.AdjustAsync("RA-1", "SeparateRoom", 2)).State);
    }

    public static TheoryData<string, object, string> Bad => new()
    {
        { "SeparateRoom", new { from = "2024-02-01", to = "2024-01-01" }, "END_BEFORE_START" },
        { "ExtraTime", new { amount = (decimal?)null }, "AMOUNT" },
        { "AlternativeFormat", new { need = "None" }, "NEED" },
        { "SeparateRoom", new { scope = "Module" }, "SCOPE" },
        { "SeparateRoom", new { scope = "All", scopeKey = "AAA" }, "SCOPE" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task TermsThatCannotStand_AreQuarantinedUnderTheirCode(string category, object more, string code)
    {
        var receipt = await scene.AdjustAsync("RA-1", category, more: more);
        Assert.Equal((InboxState.Quarantined, code), (receipt.State!.Value, receipt.Code));
    }

    [Fact]
    [RefusedOnArrival("F063")]
    public async Task OverlapAndContradiction_AreRefusedWithBothShown()
    {
        await scene.AdjustAsync("RA-1", "AttendanceThreshold", more: new { amount = 60 });
        var overlap = await scene.AdjustAsync("RA-2", "AttendanceThreshold", more: new { amount = 40, from = "2024-01-01" });
        var contradiction = await scene.AdjustAsync("RA-3", "AttendanceExemption");

        Assert.Equal(("OVERLAP", "CONTRADICTION"), (overlap.Code, contradiction.Code));
        Assert.All((Receipt[])[overlap, contradiction], r => Assert.Contains("RA-1 (1 Oct 2023 to 31 Aug 2024)", r.Reason, StringComparison.Ordinal));
        Assert.Contains("RA-2 (1 Jan 2024 to 31 Aug 2024)", overlap.Reason, StringComparison.Ordinal);
        Assert.Single(await PlanAsync());
        Assert.Equal(InboxState.Applied, (await scene.AdjustAsync("RA-4", "AttendanceThreshold", more: new { amount = 40, from = "2024-10-01", to = "2025-01-01" })).State);
    }

    [Fact]
    public async Task UnknownStudentAndUnknownAssessment_AreParked()
    {
        var nobody = await scene.AdjustAsync("RA-1", "SeparateRoom", more: new { student = new { system = "WELL", id = "w-77" } });
        var nothing = await scene.AdjustAsync("RA-2", "SeparateRoom", more: new { scope = "Assessment", scopeKey = "ZZZ/1" });
        Assert.Equal((InboxState.Parked, InboxState.Parked), (nobody.State!.Value, nothing.State!.Value));
    }

    [Fact]
    public async Task AnotherStudentsKey_IsQuarantined()
    {
        await scene.AdjustAsync("RA-1", "SeparateRoom");
        await scene.Registry.Given.PersonAsync(p => p.Known("WELL", "w-9"));
        var receipt = await scene.AdjustAsync("RA-1", "SeparateRoom", 2, more: new { student = new { system = "WELL", id = "w-9" } });
        Assert.Equal("OTHER_PERSON", receipt.Code);
    }

    /// <summary>Diagnosis and evidence are not in the record at all, not even as the raw text of a message that was refused.</summary>
    [Theory]
    [InlineData("diagnosis", "F81.0")]
    [InlineData("evidence", "letter.pdf")]
    [InlineData("adjustment", "has dyslexia and needs more time")]
    public async Task AMessageWithAStory_IsTurnedAtTheDoor_AndNothingIsKept(string field, string text)
    {
        var receipt = await scene.AdjustAsync("RA-1", "SeparateRoom", more: new Dictionary<string, string> { [field] = text });

        Assert.True(receipt.Turned);
        Assert.Equal("NARRATIVE", receipt.Code);
        Assert.Equal(0, await scene.Registry.ReadAsync(db => db.Set<InboxMessage>().CountAsync()));
    }

    [Fact]
    public async Task AStoryBesideTheContent_OrUnderAnotherName_IsTurnedToo()
    {
        var beside = await scene.SendRawAsync("F063", "WELL", """{"id":"a","type":"ReasonableAdjustmentApproved","key":"k","comment":"x","data":{}}""");
        var other = await scene.SendAsync("F063", "WELL", "CaseNoteAdded", new { note = "story" });
        Assert.True(beside.Turned && other.Turned);
        Assert.Equal(0, await scene.Registry.ReadAsync(db => db.Set<InboxMessage>().CountAsync()));
    }

    [Fact]
    public async Task ARuleTreatment_MovesTheClockOfTheMark()
    {
        await scene.MarkAsync(OutcomeScene.Essay, 60, OutcomeScene.Due.AddDays(2));
        await scene.MarkAsync(OutcomeScene.Exam, 50, new DateOnly(2024, 1, 20));
        Assert.Equal(52m, (await scene.FigureAsync()).Overall);

        await scene.AdjustAsync("RA-1", "ExtendedSubmissionWindow", type: "RuleTreatmentGranted", more: new { amount = 5, scope = "Module", scopeKey = "AAA" });
        var figure = await scene.FigureAsync();
        Assert.Equal(56m, figure.Overall);
        Assert.Contains(figure.Trace, t => t.Says.Contains("RA-WINDOW", StringComparison.Ordinal));
    }

    /// <summary>F053: a declared disability is told to Wellbeing by its code, once, and "none known" is told to nobody.</summary>
    [Theory]
    [InlineData("55", 1)]
    [InlineData("95", 0)]
    public async Task ADeclaredDisability_IsToldToWellbeing(string code, int told)
    {
        object Applied(string postcode) => new
        {
            application = "u1/1", applicant = new { system = "UCAS", id = "u1" }, programme = "BSC-CS", entryOn = "2024-10-01",
            details = new { familyName = "Achebe", givenNames = "Ngozi", dateOfBirth = "2004-05-06", legalSex = "10", homePostcode = postcode, ethnicity = "180", disabilities = new[] { code } },
        };
        Assert.Equal(InboxState.Applied, (await scene.SendAsync("F045", "UCAS", "UcasApplicationReceived", Applied("CB1 1AA"), 1, "u1/1")).State);
        await scene.SendAsync("F045", "UCAS", "ApplicantDetailsAmended", Applied("CB1 1AB"), 2, "u1/1");

        var messages = (await scene.ToldAsync()).Where(m => m.Flow == "F053").ToList();
        Assert.Equal(told, messages.Count);
        Assert.All(messages, m => Assert.Equal("55", Body(m).GetProperty("disabilities")[0].GetString()));
        Assert.All(messages, m => Assert.DoesNotContain("180", m.Body, StringComparison.Ordinal));
    }

    private Task<Receipt> EndAsync(string adjustment, string on, int version) =>
        scene.SendAsync("F063", "WELL", "ReasonableAdjustmentEnded", new { student = scene.Who, adjustment, endsOn = on }, version, $"W-1|{adjustment}");

    /// <summary>Every version of the student's adjustments, as the officer's page shows the plan.</summary>
    private async Task<List<ReasonableAdjustment>> PlanAsync() => [.. (await scene.Registry.Get<AdjustmentQueries>().PlanAsync(scene.Registration.PersonId, TestRegistry.Caller(Role.AdjustmentsOfficer))).Select(l => l.Adjustment)];

    private static JsonElement Body(OutboxMessage message) => JsonDocument.Parse(message.Body).RootElement;
}
