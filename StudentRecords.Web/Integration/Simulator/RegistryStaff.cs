using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Funding.Runs;
using StudentRecords.Infrastructure.Integration.Extracts;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Misconduct;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students.Filing;
using StudentRecords.Infrastructure.Support;
using StudentRecords.Infrastructure.Teaching;
using StudentRecords.Web.Integration.Simulator.Parts;

namespace StudentRecords.Web.Integration.Simulator;

/// <summary>The institution's own part of a term: what staff do on the screens that makes messages leave, the return, and the night's forms and extracts.</summary>
/// <param name="services">The registry's use cases.</param>
/// <param name="setup">Knows the operator.</param>
/// <param name="scene">Whom it is about.</param>
/// <param name="sides">The systems that are played.</param>
/// <param name="worksJobs">The registry runs jobs, so that a charge run can be made.</param>
internal sealed class RegistryStaff(IServiceProvider services, PartnerSetup setup, Scene scene, IReadOnlyDictionary<string, FarSide> sides, bool worksJobs)
{
    private static readonly Caller Officer = new("Olga Osei", null, [new RoleGrant(Role.RegistryOfficer, Scope.Everything)]) { IsSimulated = true };
    private static readonly Caller Manager = new("Martin Mbeki", null, [new RoleGrant(Role.RegistryManager, Scope.Everything)]) { IsSimulated = true };
    private static readonly Caller Fees = new("Femi Fashola", null, [new RoleGrant(Role.FeesOfficer, Scope.Everything)]) { IsSimulated = true };

    private static readonly Caller Integrity = new("Iris Inglis", null, [new RoleGrant(Role.AcademicIntegrityOfficer, Scope.Everything)]) { IsSimulated = true };

    private readonly BoardSeason season = new(services, setup, scene, sides);

    public async Task ActAsync(TermStage stage, CancellationToken ct)
    {
        switch (stage)
        {
            case TermStage.Teaching:
                await services.GetRequiredService<SurveyService>().OpenAsync(new OpenSurvey { Code = Surveys.Of(scene), AcademicYear = scene.Year, Period = Scene.Period, Opens = scene.Today, Closes = scene.Ends }, By(Manager, "OpenSurvey"), ct).DoneAsync();
                await PrepareChargesAsync(ct);
                foreach (var student in scene.Students.Take(2))
                {
                    await services.GetRequiredService<StaffRoleService>().ProposeAsync(new ProposeRole { PersonId = student.PersonId, Title = "Student ambassador", HoursPerWeek = 6, From = scene.Today }, By(Officer, "ProposeRole"), ct).DoneAsync();
                    var terms = new PayTerms(PayKind.Bursary, $"Access fund {scene.Mark}", $"{scene.Today:yyyy-MM}", 1, 250m);
                    await services.GetRequiredService<PayService>().AuthoriseAsync(new AuthorisePay { PersonId = student.PersonId, Terms = terms }, By(Fees, "AuthorisePay"), ct).DoneAsync();
                }

                break;
            case TermStage.Assessment:
                await ReleaseChargesAsync(ct);
                foreach (var person in await ResearchersAsync(ct))
                {
                    await services.GetRequiredService<ResearcherService>().ConfirmAsync(new ConfirmResearcher { PersonId = person, Proposal = $"{scene.Mark}-RP1" }, By(Officer, "ConfirmResearcher"), ct).DoneAsync();
                }

                var referred = scene.Students[0].PersonId;
                await services.GetRequiredService<MisconductService>().ShareContextAsync(new ShareContext { PersonId = referred, Case = $"{scene.Mark}-AI2", AsOf = scene.Today }, By(Integrity, "ShareContext"), ct).DoneAsync();
                break;
            case TermStage.Boards:
                await season.SitAsync(ct);
                break;
            case TermStage.Close:
                await season.RatifyAsync(ct);
                if (worksJobs && sides.ContainsKey("HESA"))
                {
                    await new ReturnSeason(services, setup).SubmitAsync(ct);
                }

                if (worksJobs)
                {
                    await services.GetRequiredService<JobService>().RequestAsync<EnrolmentFormsJob>(new { }, null, setup.Change("FileEnrolmentForms", "The night's enrolment forms, at the end of a simulated term"), ct);
                }

                await services.GetRequiredService<ExtractsService>().RequestAsync(setup.Change("RequestExtracts", "The term ends"), ct);
                break;
            default:
                break;
        }
    }

    private async Task PrepareChargesAsync(CancellationToken ct)
    {
        if (worksJobs)
        {
            await services.GetRequiredService<ChargeRunService>().PrepareAsync(scene.Year, By(Fees, "PrepareChargeRun"), ct).DoneAsync();
        }
    }

    /// <summary>The run that was prepared is approved by a second person and handed to Finance.</summary>
    private async Task ReleaseChargesAsync(CancellationToken ct)
    {
        var runs = services.GetRequiredService<ChargeRunService>();
        foreach (var act in worksJobs ? new Func<ChargeRunStep, Task<Outcome>>[] { s => runs.ApproveAsync(s, By(Manager, "ApproveChargeRun"), ct), s => runs.ReleaseAsync(s, By(Fees, "ReleaseChargeRun"), ct) } : [])
        {
            await using var db = await StoreAsync(ct);
            var run = await db.Set<ChargeRun>().AsNoTracking().Where(r => r.AcademicYear == scene.Year).OrderByDescending(r => r.Number).FirstAsync(ct);
            await act(new ChargeRunStep(run.Id, run.Version)).DoneAsync();
        }
    }

    private async Task<List<long>> ResearchersAsync(CancellationToken ct)
    {
        await using var db = await StoreAsync(ct);
        return await db.Set<Engagement>().Where(e => e.Programme.Code == scene.Doctorate && e.Status == EngagementStatus.Enrolled).Select(e => e.PersonId).ToListAsync(ct);
    }

    private Domain.Audit.ChangeContext By(Caller caller, string act) => setup.Change(act, "A simulated term") with { Caller = caller };

    private Task<RegistryDbContext> StoreAsync(CancellationToken ct) => services.GetRequiredService<IDbContextFactory<RegistryDbContext>>().CreateDbContextAsync(ct);
}
