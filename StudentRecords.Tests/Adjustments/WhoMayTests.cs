using System.Reflection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.Misconduct;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.House;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Adjustments;

/// <summary>Every use case and every reading of adjustments, circumstances and misconduct, asked by every role: refused to all but those named here.</summary>
public sealed class WhoMayTests : IDisposable
{
    private static readonly PersonRef Nobody = new("SIS", "0");
    private readonly TestRegistry registry = new();

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    private Dictionary<string, (Role[] May, Func<Caller, Task> Ask)> Doors => new()
    {
        ["grant an adjustment"] = ([Role.AdjustmentsOfficer], c => registry.Get<AdjustmentService>().GrantAsync(Adjustment, registry.As(c))),
        ["preview a grant"] = ([Role.AdjustmentsOfficer], c => registry.Get<AdjustmentService>().PreviewAsync(Adjustment, registry.As(c))),
        ["end an adjustment"] = ([Role.AdjustmentsOfficer], c => registry.Get<AdjustmentService>().EndAsync(End, registry.As(c))),
        ["preview an end"] = ([Role.AdjustmentsOfficer], c => registry.Get<AdjustmentService>().PreviewEndAsync(End, registry.As(c))),
        ["list adjustments"] = (See(Role.AdjustmentsOfficer), c => registry.Get<AdjustmentQueries>().PageAsync(new TableQuery(), c)),
        ["read a plan"] = (See(Role.AdjustmentsOfficer), c => registry.Get<AdjustmentQueries>().PlanAsync(1, c)),
        ["read receipts"] = (See(Role.AdjustmentsOfficer), c => registry.Get<AdjustmentQueries>().DistributionsAsync(new TableQuery(), c)),
        ["record circumstances"] = ([Role.AdjustmentsOfficer], c => registry.Get<CircumstanceService>().RecordAsync(Circumstances, registry.As(c))),
        ["preview circumstances"] = ([Role.AdjustmentsOfficer], c => registry.Get<CircumstanceService>().PreviewAsync(Circumstances, registry.As(c))),
        ["list circumstances"] = (See(Role.AdjustmentsOfficer), c => registry.Get<CircumstanceQueries>().PageAsync(new TableQuery(), c)),
        ["read a student's circumstances"] = (See(Role.AdjustmentsOfficer), c => registry.Get<CircumstanceQueries>().OfPersonAsync(1, c)),
        ["list late outcomes"] = ([Role.AdjustmentsOfficer, Role.RegistryManager, Role.ExamBoardSecretary, Role.BoardChair, Role.Auditor], c => registry.Get<LateOutcomeQueries>().PageAsync(new TableQuery(), c)),
        ["read a late outcome"] = ([Role.AdjustmentsOfficer, Role.RegistryManager, Role.ExamBoardSecretary, Role.BoardChair, Role.Auditor], c => registry.Get<LateOutcomeQueries>().FindAsync(1, c)),
        ["propose a route"] = ([Role.RegistryManager, Role.ExamBoardSecretary, Role.BoardChair], c => registry.Get<LateOutcomeService>().ProposeAsync(new ProposeLateRoute { ItemId = 1, Version = 1, Route = LateRoute.ReferToAppeal }, registry.As(c))),
        ["agree to a route"] = ([Role.BoardChair], c => registry.Get<LateOutcomeService>().SettleAsync(new SettleLateRoute { ItemId = 1, Version = 1, Agrees = true }, registry.As(c))),
        ["record misconduct"] = ([Role.AcademicIntegrityOfficer], c => registry.Get<MisconductService>().RecordAsync(Misconduct, false, registry.As(c))),
        ["preview misconduct"] = ([Role.AcademicIntegrityOfficer], c => registry.Get<MisconductService>().PreviewAsync(Misconduct, registry.As(c))),
        ["share context"] = ([Role.AcademicIntegrityOfficer], c => registry.Get<MisconductService>().ShareContextAsync(new ShareContext { PersonId = 1, Case = "x", AsOf = default }, registry.As(c))),
        ["ask the tariff"] = ([Role.AcademicIntegrityOfficer], c => registry.Get<MisconductService>().AdviseAsync(new AskTariff { CaseId = 1, Extent = "", Level = "", Value = "" }, registry.As(c))),
        ["publish a tariff"] = ([Role.AcademicIntegrityOfficer], c => registry.Get<MisconductService>().PublishTariffAsync(TariffShelf.Get(), registry.As(c))),
        ["preview context"] = ([Role.AcademicIntegrityOfficer], c => registry.Get<MisconductQueries>().ContextAsync(1, default, c)),
        ["list cases"] = (See(Role.AcademicIntegrityOfficer), c => registry.Get<MisconductQueries>().PageAsync(new TableQuery(), c)),
        ["read a case"] = (See(Role.AcademicIntegrityOfficer), c => registry.Get<MisconductQueries>().CaseAsync(1, c)),
        ["read a student's cases"] = (See(Role.AcademicIntegrityOfficer), c => registry.Get<MisconductQueries>().OfPersonAsync(1, c)),
    };

    private static AdjustmentOutcome Adjustment => new() { Student = Nobody, Case = "x", Adjustment = "x", Category = AdjustmentCategory.Computer, From = default };

    private static AdjustmentEnd End => new() { Student = Nobody, Adjustment = "x", EndsOn = default };

    private static CircumstancesOutcome Circumstances => new() { Student = Nobody, Claim = "x", Outcome = CircumstanceOutcome.Rejected, DecidedOn = default };

    private static MisconductTold Misconduct => new() { Student = Nobody, Case = "x", Finding = MisconductFinding.NotProven };

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task EveryUseCase_IsOpenToThoseNamed_AndRefusedToEveryOther(Role role)
    {
        List<string> wrong = [];
        foreach (var (what, (may, ask)) in Doors)
        {
            if (await IsOpenAsync(ask, TestRegistry.Caller(role)) != may.Contains(role))
            {
                wrong.Add($"{role} may {(may.Contains(role) ? "" : "not ")}{what}");
            }
        }

        Offenders.None(wrong);
    }

    /// <summary>No use case of these services is missing from the list above.</summary>
    [Fact]
    public void TheList_HoldsEveryUseCase() =>
        Assert.Equal(
            Doors.Count + 4, // what is only offered to choose from is asked below
            new[] { typeof(AdjustmentService), typeof(AdjustmentQueries), typeof(CircumstanceService), typeof(CircumstanceQueries), typeof(LateOutcomeQueries), typeof(LateOutcomeService), typeof(MisconductService), typeof(MisconductQueries) }
                .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)).Count(m => m.ReturnType.IsAssignableTo(typeof(Task))));

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task WhatIsOfferedToChooseFrom_IsForThoseWhoMayChange(Role role)
    {
        var caller = TestRegistry.Caller(role);
        Assert.Equal(role == Role.AdjustmentsOfficer, await IsOpenAsync(c => registry.Get<AdjustmentQueries>().AssessmentsAsync(1, c), caller));
        Assert.Equal(role == Role.AdjustmentsOfficer, await IsOpenAsync(c => registry.Get<CircumstanceQueries>().AssessmentsAsync(1, c), caller));
        Assert.Equal(role == Role.AcademicIntegrityOfficer, await IsOpenAsync(c => registry.Get<MisconductQueries>().AssessmentsAsync(1, c), caller));
        Assert.Equal(See(Role.AdjustmentsOfficer).Contains(role), await IsOpenAsync(c => registry.Get<CircumstanceQueries>().BoardsAsync(c), caller));
    }

    public void Dispose() => registry.Dispose();

    private static Role[] See(Role office) => [office, Role.RegistryManager, Role.Auditor];

    private static async Task<bool> IsOpenAsync(Func<Caller, Task> ask, Caller caller)
    {
        try
        {
            await ask(caller);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
