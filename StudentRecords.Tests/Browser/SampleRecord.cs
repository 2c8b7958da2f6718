using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Groups;
using StudentRecords.Domain.Enrolment.Registration;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.ExamBoards.Appeals;
using StudentRecords.Domain.ExamBoards.Examiners;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Jobs;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Infrastructure.Access;
using StudentRecords.Infrastructure.Enrolment.Bulk;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Infrastructure.Hesa.Sets;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Infrastructure.Integration.Reconciling;
using StudentRecords.Infrastructure.Integration.Switching;
using StudentRecords.Infrastructure.Students.Merging;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Browser;

/// <summary>The small demo institution, and where in it each page with parameters has something to show.</summary>
public sealed partial class SampleRecord(WebRegistry web)
{
    private readonly Dictionary<string, string> addresses = [];

    /// <summary>The page's address with an example in it.</summary>
    /// <exception cref="InvalidOperationException">The page has parameters and nobody has given it an example here.</exception>
    public string AddressOf(string template) => !template.Contains('{', StringComparison.Ordinal) ? template
        : addresses.GetValueOrDefault(template) ?? throw new InvalidOperationException($"Give {template} an example in {nameof(SampleRecord)}.");

    public async Task MakeAsync()
    {
        var runner = web.Services.GetRequiredService<JobRunner>();
        while (await runner.RunNextAsync(CancellationToken.None))
        {
        }

        await ReturnsAsync(web.Registry.Get<HesaService>(), web.Registry.As(Role.StatutoryReturnsOfficer));
        var user = await FirstAsync<RegistryUser>(u => u.Id, u => u.UserName!.StartsWith("olga"));
        addresses["/problem/{Code:int}"] = "/problem/404";
        await BoardsAsync();
        await GraduationAsync();
        await FlowsAsync();
        await StudentsAsync();
        await EntitlementsAsync();
        await MoneyAsync();
        await RetentionAsync();
        await EnrolmentAsync();
        await SampleTimetable.AddAsync(web.Registry, addresses);
        addresses["/audit/{Sequence:long}"] = "/audit/3";
        addresses["/jobs/{Id:long}"] = $"/jobs/{await FirstAsync<JobRequest>(j => j.Id, j => true)}";
        addresses["/modules/{Id:long}"] = $"/modules/{await FirstAsync<ModuleOccurrence>(o => o.ModuleId, o => true)}";
        await ChoicesAsync();
        addresses["/programmes/{Id:long}"] = $"/programmes/{await FirstAsync<Engagement>(e => e.ProgrammeId, e => true)}";
        await RegulationsAsync();
        addresses["/users/{Id:long}"] = $"/users/{user}";
        addresses["/users/{Id:long}/assign"] = $"/users/{user}/assign";
        addresses["/users/{Id:long}/mend"] = $"/users/{user}/mend";
    }

    private async Task RegulationsAsync()
    {
        var bound = await FirstAsync<RegulationBinding>(b => b.RegulationId, b => true);
        foreach (var act in (string[])["", "/bind"])
        {
            addresses["/regulations/{Id:long}" + act] = $"/regulations/{bound}{act}";
        }

        await using var db = web.Registry.CreateDbContext();
        var cohort = await db.Set<Engagement>().Where(e => e.Programme.Code == "MSC-DS").OrderBy(e => e.Start).Select(e => new { e.ProgrammeVersionId, e.Start.Year }).FirstAsync();
        addresses["/regulations/{Id:long}/what-if"] = $"/regulations/{await FirstAsync<AwardRegulation>(r => r.Id, r => r.Code == "TAUGHT-MASTERS" && r.RegulationVersion == 2)}/what-if?cohort={cohort.ProgrammeVersionId}-{cohort.Year}";
    }

    private async Task StudentsAsync()
    {
        var held = await FirstAsync<Hold>(h => h.PersonId, h => h.ReleasedOn == null);
        foreach (var tab in (string[])["", "/as-of", "/contact", "/desk", "/details", "/documents", "/enrolments", "/enrolments/new", "/equality", "/history", "/holds", "/holds/new", "/merge", "/messages", "/modules", "/money", "/number", "/results", "/returns", "/sponsorship", "/support", "/timetable"])
        {
            addresses["/students/{Id:long}" + tab] = $"/students/{held}{tab}";
        }

        var (gives, kept) = (await web.Registry.Given.PersonAsync(), await web.Registry.Given.PersonAsync());
        var merge = await web.Registry.Get<MergeService>().MergeAsync(new MergePerson { PersonId = gives.Id, KeptNumber = kept.StudentNumber }, web.Registry.As(Role.RegistryManager));
        addresses["/students/{Id:long}/merges/{MergeId:long}/undo"] = $"/students/{gives.Id}/merges/{merge.Value}/undo";
        addresses["/students/{Id:long}/holds/{HoldId:long}/release"] = $"/students/{held}/holds/{await FirstAsync<Hold>(h => h.Id, h => h.PersonId == held && h.ReleasedOn == null)}/release";
        var engagement = await FirstAsync<Engagement>(e => e.Id, e => e.Status == EngagementStatus.Enrolled);
        var enrolled = await FirstAsync<Engagement>(e => e.PersonId, e => e.Id == engagement);
        addresses["/students/{Id:long}/enrolments/{EngagementId:long}/re-enrol"] = $"/students/{enrolled}/enrolments/{engagement}/re-enrol";
        addresses["/students/{Id:long}/enrolments/{EngagementId:long}/correct/{Place:int}"] = $"/students/{enrolled}/enrolments/{engagement}/correct/2";
        addresses["/students/{Id:long}/enrolments/{EngagementId:long}/{Step}"] = $"/students/{enrolled}/enrolments/{engagement}/withdraw";
    }

    private async Task ChoicesAsync()
    {
        var full = await FirstAsync<WaitingEntry>(w => w.OccurrenceId, w => w.State == WaitingState.Waiting);
        var waits = await FirstAsync<WaitingEntry>(w => w.EngagementId, w => w.OccurrenceId == full && w.State == WaitingState.Waiting);
        var person = await FirstAsync<Engagement>(e => e.PersonId, e => e.Id == waits);
        addresses["/students/{Id:long}/modules/{EngagementId:long}/{Act}/{OccurrenceId:long}"] = $"/students/{person}/modules/{waits}/register/{full}";
        addresses["/waiting-lists/{OccurrenceId:long}"] = $"/waiting-lists/{full}";
        addresses["/waiting-lists/{OccurrenceId:long}/places"] = $"/waiting-lists/{full}/places";
        addresses["/modules/{Id:long}/versions"] = $"/modules/{await FirstAsync<Module>(m => m.Id, m => m.Versions.Any(v => v.Requisites != null))}/versions";
        addresses["/programmes/{Id:long}/versions"] = $"/programmes/{await FirstAsync<Programme>(p => p.Id, p => p.Versions.Count > 1)}/versions";
        var group = await FirstAsync<StudentGroup>(g => g.Id, g => g.Owner == "Registry");
        addresses["/groups/{Id:long}"] = $"/groups/{group}";
        addresses["/groups/{Id:long}/change"] = $"/groups/{group}/change";
        addresses["/groups/{Id:long}/list"] = $"/groups/{group}/list";
    }

    private async Task EntitlementsAsync()
    {
        var adjustment = await FirstAsync<ReasonableAdjustment>(a => a.Id, a => a.State == AdjustmentState.Granted);
        var student = await FirstAsync<ReasonableAdjustment>(a => a.PersonId, a => a.Id == adjustment);
        var claimant = await FirstAsync<CircumstanceItem>(i => i.PersonId, i => i.State == OutcomeState.InEffect);
        var accused = await FirstAsync<PenaltyEntry>(e => e.PersonId, e => e.Reverses == null);
        foreach (var act in (string[])["", "/new"])
        {
            addresses["/students/{Id:long}/adjustments" + act] = $"/students/{student}/adjustments{act}";
            addresses["/students/{Id:long}/circumstances" + act] = $"/students/{claimant}/circumstances{act}";
            addresses["/students/{Id:long}/misconduct" + act] = $"/students/{accused}/misconduct{act}";
        }

        foreach (var act in (string[])["/change", "/end"])
        {
            addresses["/students/{Id:long}/adjustments/{AdjustmentId:long}" + act] = $"/students/{student}/adjustments/{adjustment}{act}";
        }

        addresses["/students/{Id:long}/misconduct/context"] = $"/students/{accused}/misconduct/context";
        addresses["/misconduct/{CaseId:long}"] = $"/misconduct/{await FirstAsync<PenaltyEntry>(e => e.CaseId, e => e.Reverses == null)}";
        addresses["/circumstances/late/{ItemId:long}"] = $"/circumstances/late/{await FirstAsync<CircumstanceItem>(i => i.Id, i => i.State == OutcomeState.Late)}";
    }

    private async Task MoneyAsync()
    {
        var run = await FirstAsync<ChargeRun>(r => r.Id, r => r.State == ChargeRunState.Prepared);
        foreach (var part in (string[])["", "/findings", "/lines"])
        {
            addresses["/charge-runs/{Id:long}" + part] = $"/charge-runs/{run}{part}";
        }

        addresses["/charge-runs/{Id:long}/{Step}"] = $"/charge-runs/{run}/approve";
        var (rule, other) = (await FirstAsync<FeeRule>(r => r.Id, r => r.ProgrammeCode == "BSC-CS"), await FirstAsync<FeeRule>(r => r.Id, r => r.ProgrammeCode == "MSC-DS"));
        addresses["/fee-rules/{Id:long}"] = $"/fee-rules/{rule}";
        addresses["/fee-rules/{From:long}/next"] = $"/fee-rules/{rule}/next";
        addresses["/fee-rules/{Id:long}/compare/{Other:long}"] = $"/fee-rules/{rule}/compare/{other}";
        var charge = await FirstAsync<FeeCharge>(c => c.Id, c => true);
        var charged = await FirstAsync<FeeCharge>(c => c.PersonId, c => c.Id == charge);
        addresses["/students/{Id:long}/money/charges/{ChargeId:long}"] = $"/students/{charged}/money/charges/{charge}";
        var award = await FirstAsync<FundingAward>(a => a.Id, a => a.Source == "SIS");
        var (engagement, funded) = (await FirstAsync<FundingAward>(a => a.EngagementId, a => a.Id == award), await FirstAsync<FundingAward>(a => a.PersonId, a => a.Id == award));
        addresses["/students/{Id:long}/money/award/{EngagementId:long}"] = $"/students/{funded}/money/award/{engagement}";
        addresses["/students/{Id:long}/money/fee-status/{EngagementId:long}"] = $"/students/{funded}/money/fee-status/{engagement}";
        addresses["/students/{Id:long}/money/awards/{AwardId:long}/end"] = $"/students/{funded}/money/awards/{award}/end";
        var notice = await FirstAsync<LoanNotice>(n => n.Id, n => n.Kind == LoanNoticeKind.Overpayment);
        addresses["/students/{Id:long}/money/notices/{NoticeId:long}/settle"] = $"/students/{await FirstAsync<LoanNotice>(n => n.PersonId, n => n.Id == notice)}/money/notices/{notice}/settle";
        var row = await FirstAsync<OutboxMessage>(m => m.Id, m => m.Flow == "F049" && m.State == OutboxState.Dead);
        addresses["/students/{Id:long}/money/loan-rows/{RowId:long}"] = $"/students/{await FirstAsync<OutboxMessage>(m => m.PersonId!.Value, m => m.Id == row)}/money/loan-rows/{row}";
    }

    private async Task EnrolmentAsync()
    {
        var programme = await FirstAsync<Engagement>(e => e.ProgrammeId, e => e.Status == EngagementStatus.Enrolled);
        addresses["/enrolment/cohorts/{ProgrammeId:long}/{Year}"] = $"/enrolment/cohorts/{programme}/2025-26";
        addresses["/enrolment/quiet/{Id:long}"] = $"/enrolment/quiet/{await FirstAsync<QuietHandling>(q => q.Id, q => true)}";
        var run = await FirstAsync<BulkRun>(r => r.Id, r => true);
        addresses["/bulk/{Id:long}"] = $"/bulk/{run}";
        addresses["/bulk/{Id:long}/lines"] = $"/bulk/{run}/lines";
        addresses["/bulk/new/{Kind}"] = "/bulk/new/withdraw";
    }

    private async Task FlowsAsync()
    {
        var quarantined = await FirstAsync<InboxMessage>(m => m.Id, m => m.State == InboxState.Quarantined && m.ReasonCode != "CONFLICT");
        var outgoing = await FirstAsync<OutboxMessage>(m => m.Id, m => m.State == OutboxState.Unsent);
        await using var db = web.Registry.CreateDbContext();
        var group = await db.Set<InboxMessage>().Where(m => m.Id == quarantined).Select(m => $"{m.Flow}/{m.Fingerprint}").SingleAsync();
        (addresses["/flows/{Code}"], addresses["/students/identity/{MessageId:long}"]) = ("/flows/F016", $"/students/identity/{quarantined}");
        await web.Registry.Get<TrialDoor>().SubmitAsync("F020", "EST", ["""{"id":"trial","type":"SpaceAvailabilityChanged","version":2,"key":"B-1/1","data":{"room":"B-1","booking":"1","startsAt":"2024-02-05T08:00:00Z","endsAt":"2024-02-05T12:00:00Z","use":"Taken"}}"""], "http", default);
        (addresses["/flows/{Code}/versions"], addresses["/flows/{Code}/pause"]) = ("/flows/F020/versions", "/flows/F010/pause");
        addresses["/flows/quarantine/{Flow}/{Print}"] = $"/flows/quarantine/{group}";
        foreach (var act in (string[])["", "/correct", "/set-aside", "/try-again"])
        {
            addresses["/flows/inbox/{Id:long}" + act] = $"/flows/inbox/{quarantined}{act}";
        }

        foreach (var act in (string[])["", "/send-again", "/set-aside"])
        {
            addresses["/flows/outbox/{Id:long}" + act] = $"/flows/outbox/{outgoing}{act}";
        }

        var compared = (await web.Registry.Get<ReconciliationDoor>().TakeAsync("F009", "FIN", """{"id":"sample","from":"2025-09-01","to":"2026-08-31","items":[{"key":"theirs","version":1}]}""", "http", default)).Value!.Run;
        addresses["/flows/reconciliation/{Id:long}"] = $"/flows/reconciliation/{compared}";
        await web.Registry.Get<PartnerService>().CreateCredentialAsync(new CreateCredential { System = "VLE" }, web.Registry.As(Role.IntegrationOperator), default);
        await web.Registry.Get<PartnerService>().ConfigureChannelAsync(new ConfigureChannel { System = "VLE", Kind = ChannelKind.Folder }, web.Registry.As(Role.IntegrationOperator), default);
        foreach (var act in (string[])["", "/channel", "/new-key", "/pause", "/fill", "/local"])
        {
            addresses["/partners/{System}" + act] = $"/partners/VLE{act}";
        }

        addresses["/partners/{System}/keys/{Id:long}/end"] = $"/partners/VLE/keys/{await FirstAsync<PartnerCredential>(c => c.Id, c => c.System == "VLE")}/end";
    }

    private async Task BoardsAsync()
    {
        var ratified = await FirstAsync<ExamBoard>(b => b.Id, b => b.ProgrammeId == null && b.Stage == BoardStage.Ratified);
        var sitting = await FirstAsync<ExamBoard>(b => b.Id, b => b.ProgrammeId == null && b.Stage == BoardStage.InSession);
        var frozen = await FirstAsync<ExamBoard>(b => b.Id, b => b.ProgrammeId == null && b.Stage == BoardStage.Frozen && b.Seats.Any(m => m.Name.StartsWith("Edith")));
        await using var db = web.Registry.CreateDbContext();
        var frozenYear = await db.Set<ExamBoard>().Where(b => b.Id == frozen).Select(b => b.AcademicYear.Substring(0, 4)).SingleAsync();
        var candidate = await db.Set<BoardCandidate>().Where(c => c.BoardId == frozen).OrderBy(c => c.CandidateNumber).Select(c => c.CandidateNumber).FirstAsync();
        foreach (var tab in (string[])["", "/decisions", "/meeting", "/members", "/pack", "/ratify", "/room", "/sample", "/statistics"])
        {
            addresses["/boards/{Id:long}" + tab] = $"/boards/{sitting}{tab}";
        }

        foreach (var tab in (string[])["/candidates", "/history"])
        {
            addresses["/boards/{Id:long}" + tab] = $"/boards/{ratified}{tab}";
        }

        foreach (var tab in (string[])["", "/candidates", "/sample", "/statistics"])
        {
            addresses["/examiner/boards/{Id:long}" + tab] = $"/examiner/boards/{frozen}{tab}";
        }

        await AwardBoardsAsync(db);
        await SampleModeration.AddAsync(db, addresses);
        addresses["/examiner/reports/{Year:int}"] = $"/examiner/reports/{frozenYear}";
        addresses["/boards/reports/{Id:long}"] = $"/boards/reports/{await FirstAsync<ExaminerReport>(r => r.Id, r => true)}";
        addresses["/appeals/{Id:long}"] = $"/appeals/{await FirstAsync<Appeal>(a => a.Id, a => true)}";
        addresses["/boards/{Id:long}/candidates/{Number}/appeal"] = await db.Set<BoardDecision>().OrderBy(d => d.Id).Select(d => $"/boards/{d.BoardId}/candidates/{d.CandidateNumber}/appeal").FirstAsync();
        addresses["/boards/{Id:long}/candidates/{Number}"] = $"/boards/{frozen}/candidates/{candidate}";
        addresses["/examiner/boards/{Id:long}/candidates/{Number}"] = $"/examiner/boards/{frozen}/candidates/{candidate}";
        addresses["/boards/new/{OccurrenceId:long}"] = $"/boards/new/{await db.Set<ModuleOccurrence>().Where(o => !db.Set<ExamBoard>().Any(b => b.OccurrenceId == o.Id)).Select(o => o.Id).FirstAsync()}";
    }

    private async Task ReturnsAsync(HesaService service, ChangeContext change)
    {
        var built = (await service.BuildReturnAsync("24056", change)).Value;
        await service.CompareAsync(built, change);
        var number = await FirstAsync<HesaReturn>(r => r.Comparison ?? 0, r => r.Id == built);
        var verdict = await FirstAsync<SetVerdict>(v => v.Id, v => v.Comparison == number);
        await service.CheckAsync(built, change);
        foreach (var tab in (string[])["", "/entities", "/history", "/submit", "/rules", "/findings", "/sign-off", "/reported"])
        {
            addresses["/returns/{Id:long}" + tab] = $"/returns/{built}{tab}";
        }

        var reported = new ReportedFault(built, "QR.C24056.1", "SID=2410099999000/NUMHUS=1", "An engagement without a session.", change.At);
        await web.Registry.SaveAsync(d => d.Add(reported));
        addresses["/returns/{Id:long}/reported/{FaultId:long}"] = $"/returns/{built}/reported/{reported.Id}";
        addresses["/returns/{Id:long}/entities/{VerdictId:long}"] = $"/returns/{built}/entities/{verdict}";
        addresses["/returns/{Id:long}/entities/{VerdictId:long}/override/{Field}"] = $"/returns/{built}/entities/{verdict}/override/COURSETITLE";
        addresses["/returns/{Id:long}/rules/{Rule}/waive"] = $"/returns/{built}/rules/SR.Student.SID.002/waive";
        addresses["/return-overrides/{Id:long}"] = $"/return-overrides/{await FirstAsync<ValueOverride>(o => o.Id, o => true)}";
        var fact = await FirstAsync<EngagementInitiative>(f => f.Id, f => f.TakenBackOn == null);
        var engagement = await FirstAsync<EngagementInitiative>(f => f.EngagementId, f => f.Id == fact);
        addresses["/return-facts/{Subject}/{Id:long}"] = $"/return-facts/engagement/{engagement}";
        addresses["/return-facts/{Subject}/{Id:long}/record/{Kind}"] = $"/return-facts/engagement/{engagement}/record/{nameof(EntryQualification)}";
        addresses["/return-facts/{Subject}/{Id:long}/{Kind}/{FactId:long}"] = $"/return-facts/engagement/{engagement}/{nameof(EngagementInitiative)}/{fact}";
    }

    private async Task<long> FirstAsync<T>(Expression<Func<T, long>> id, Expression<Func<T, bool>> where)
        where T : class
    {
        await using var db = web.Registry.CreateDbContext();
        return await db.Set<T>().Where(where).OrderBy(id).Select(id).FirstAsync();
    }
}
