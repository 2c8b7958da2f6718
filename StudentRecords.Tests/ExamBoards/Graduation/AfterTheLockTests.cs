using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards.Graduation;

/// <summary>Who is told of what after the lock, field by field.</summary>
public sealed class AfterTheLockTests : IDisposable
{
    private readonly TestRegistry registry = new();

    public void Dispose() => registry.Dispose();

    /// <summary>docs/decisions/award-boards.md: which decision concerns which system beside the portal and the relationship system.</summary>
    [Theory]
    [InlineData(AwardCode.Proceed, "")]
    [InlineData(AwardCode.ProceedTrailing, "")]
    [InlineData(AwardCode.Award, "")]
    [InlineData(AwardCode.RepeatStage, "F049 F051")]
    [InlineData(AwardCode.RepeatModules, "F049 F051")]
    [InlineData(AwardCode.Withdraw, "F021 F049 F051")]
    [InlineData(AwardCode.ExitAward, "F021 F049 F051")]
    public async Task AwardBoard_TellsThoseWhomTheDecisionConcerns(AwardCode code, string also)
    {
        var told = await RatifiedAsync(code, sponsoredAndSupported: true);

        Assert.Equal($"F006 F012 {also}".TrimEnd().Split(' ').Order(), told.Select(m => m.Flow).Order());
        Assert.All(told, m => Assert.Equal(registry.Clock.Now.AddDays(7), m.HeldUntil));
    }

    [Theory]
    [InlineData("F012", "EWP", "NotificationIssued", "student programme title academicYear yearOfProgramme decision award class ratifiedAt version")]
    [InlineData("F006", "CRM", "ProgressionOutcomePublished", "student programme title academicYear yearOfProgramme decision award class ratifiedAt version")]
    [InlineData("F049", "SLC", "SlcChangeOfCircumstance", "supportNumber engagement academicYear circumstance decidedAt")]
    [InlineData("F051", "UKVI", "ChangeOfCircumstanceReported", "cas engagement circumstance programme eventDate")]
    [InlineData("F021", "IAM", "AccessEligibilityChanged", "student engagement standing because from version")]
    public async Task AwardBoard_TellsExactlyTheseFields(string flow, string to, string type, string fields)
    {
        var told = (await RatifiedAsync(AwardCode.Withdraw, sponsoredAndSupported: true)).Single(m => m.Flow == flow);

        Assert.Equal((to, type), (told.Destination, told.Type));
        Assert.Equal(fields.Split(' '), JsonDocument.Parse(told.Body).RootElement.EnumerateObject().Select(f => f.Name));
    }

    [Fact]
    public async Task AwardBoard_TellsNeitherLoansCompanyNorSponsor_OfWhomTheyDoNotKnow()
    {
        var told = await RatifiedAsync(AwardCode.Withdraw, sponsoredAndSupported: false);

        Assert.Equal(["F006", "F012", "F021"], told.Select(m => m.Flow).Order());
    }

    [Fact]
    public async Task ADecision_ChangesNoCharge()
    {
        await RatifiedAsync(AwardCode.RepeatStage, sponsoredAndSupported: true);

        Assert.Empty(await registry.ReadAsync(db => db.Set<FeeCharge>().ToListAsync()));
        Assert.Empty(await registry.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.Flow == "F009").ToListAsync()));
    }

    [Fact]
    public async Task ModuleBoard_EntersWhomItRefersOrDefers_ForTheirExaminations_HeldUntilTheRelease()
    {
        var scene = await BoardScene.OpenAsync(registry, s => s.With("RES-2023A/E1", 50, ComponentKind.Examination).With("RES-2023A/E2", 20, ComponentKind.Examination).With("RES-2023A/C", 30), "RES-2023A", [20, null, 60], [null, 55, 60], [70, 70, 70]);
        await scene.FreezeAsync();
        await scene.ConfirmAsync();
        await scene.SitAsync();
        Assert.Empty((await scene.ProposeAsync(
            new ProposedDecision((await scene.CandidateAsync(0)).CandidateNumber, BoardOutcome.Referred, null, "To be assessed again"),
            new ProposedDecision((await scene.CandidateAsync(1)).CandidateNumber, BoardOutcome.Deferred, null, "Ill on the day"),
            new ProposedDecision((await scene.CandidateAsync(2)).CandidateNumber, BoardOutcome.Passed, null, "Passed"))).Refusals);
        Assert.Empty((await scene.RatifyAsync()).Refusals);

        var entries = await registry.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.Flow == "F061").OrderBy(m => m.PersonId).ThenBy(m => m.Key).ToListAsync());

        Assert.All(entries, m => Assert.Equal(("EXAMS", "ExamEntryPublished", registry.Clock.Now.AddDays(7)), (m.Destination, m.Type, m.HeldUntil!.Value)));
        Assert.All(entries, m => Assert.Equal(["student", "programme", "level", "module", "occurrence", "academicYear", "assessment", "attempt", "sitting", "version", "isAmendment"], JsonDocument.Parse(m.Body).RootElement.EnumerateObject().Select(f => f.Name)));
        Assert.Equal(
            ["RES-2023A/E1 FirstSit 1", "RES-2023A/E1 Resit 2", "RES-2023A/E2 Resit 2"],
            entries.Select(m => JsonDocument.Parse(m.Body).RootElement).Select(b => $"{b.GetProperty("assessment").GetString()} {b.GetProperty("sitting").GetString()} {b.GetProperty("attempt").GetInt32()}").Order(StringComparer.Ordinal));
        Assert.All(entries, m => Assert.DoesNotContain("Ill on the day", m.Body, StringComparison.Ordinal));
    }

    private async Task<List<OutboxMessage>> RatifiedAsync(AwardCode code, bool sponsoredAndSupported)
    {
        var board = await AwardScene.SittingAsync(registry, (70, 80));
        var engagement = board.Engagements[0];
        if (sponsoredAndSupported)
        {
            await registry.SaveAsync(db =>
            {
                db.Set<Engagement>().Single(e => e.Id == engagement.Id).Sponsor(true);
                db.Set<Person>().Single(p => p.Id == engagement.PersonId).Identify("SLC", IdentifierKinds.SupportNumber, "WXMG1", new DateOnly(2023, 9, 1));
            });
        }

        var award = code is AwardCode.Award or AwardCode.ExitAward ? "Certificate of Higher Education" : null;
        Assert.Empty((await board.DecideAsync(await board.CandidateAsync(0), new AwardProposal(code, award, null, "Decided by the board"))).Refusals);
        var preview = (await registry.Get<AwardDecisionService>().PreviewAsync(board.BoardId, 1, board.Chair, registry.Clock.Now)).Value!;
        Assert.Empty((await board.RatifyAsync()).Refusals);
        var decided = Assert.Single(await board.DecisionsAsync());
        var told = await registry.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.CreatedAt == decided.RatifiedAt && m.CorrelationId == $"board-{board.BoardId}").ToListAsync());
        Assert.Equal(preview.Notices, told.CountBy(m => m.Flow).OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => (m.Key, m.Value)));
        return told;
    }
}
