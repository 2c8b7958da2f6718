using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Enrolment.Bulk;
using StudentRecords.Infrastructure.Enrolment.Desk;
using StudentRecords.Infrastructure.Enrolment.Registration;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Funding.Runs;
using StudentRecords.Tests.House;
using StudentRecords.Tests.Support;
using static StudentRecords.Domain.Access.Role;

namespace StudentRecords.Tests.Enrolment;

/// <summary>Every act of the daily work, previews too, asked by every role: refused in the use case to all but those named here.</summary>
public sealed class WhoMayTests : IDisposable
{
    private static readonly Role[] Registry = [RegistryOfficer, RegistryManager];
    private static readonly Role[] Offices = [RegistryOfficer, RegistryManager, AcademicIntegrityOfficer, FeesOfficer, SponsorshipOfficer];
    private static readonly Role[] Fees = [FeesOfficer, RegistryManager];

    private static readonly Dictionary<Type, Role[]> Services = new()
    {
        [typeof(EnrolmentService)] = Registry,
        [typeof(EngagementService)] = Registry,
        [typeof(RegistrationService)] = Registry,
        [typeof(WaitingListService)] = Registry,
        [typeof(CohortService)] = Registry,
        [typeof(HoldService)] = Offices,
        [typeof(FundingService)] = Fees,
        [typeof(ChargeRunService)] = Fees,
        [typeof(FeeRuleService)] = Fees,
    };

    /// <summary>Acts that fewer may do than the rest of their service.</summary>
    private static readonly Dictionary<string, Role[]> Narrower = new() { ["WaitingListService.SetPlacesAsync"] = [RegistryManager] };

    private static readonly Dictionary<string, Role[]> Uploads = new()
    {
        ["withdraw"] = Registry, ["interrupt"] = Registry, ["return"] = Registry, ["noshow"] = Registry, ["complete"] = Registry, ["transfer"] = Registry, ["defer"] = Registry, ["confirm"] = Registry,
        ["takeup"] = Registry, ["re-enrol"] = Registry, ["modules"] = Registry, ["place-holds"] = Offices, ["release-holds"] = Offices,
        ["awards"] = Fees, ["end-awards"] = Fees, ["fee-statuses"] = Fees, ["adjustments"] = [AdjustmentsOfficer], ["circumstances"] = [AdjustmentsOfficer], ["misconduct"] = [AcademicIntegrityOfficer], ["progression"] = [RegistryManager], ["progression-undo"] = [RegistryManager],
    };

    private readonly TestRegistry registry = new();

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task EveryAct_IsOpenToThoseNamed_AndRefusedToEveryOther(Role role)
    {
        var caller = TestRegistry.Caller(role);
        List<string> wrong = [];
        foreach (var act in Services.Keys.SelectMany(Acts))
        {
            var name = $"{act.DeclaringType!.Name}.{act.Name}";
            var may = Narrower.GetValueOrDefault(name, Services[act.DeclaringType]);
            if (await IsOpenAsync(act, caller) != may.Contains(role))
            {
                wrong.Add($"{role} may {(may.Contains(role) ? "" : "not ")}{name}");
            }
        }

        Offenders.None(wrong);
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task EveryUpload_IsOpenToThoseNamed_AndRefusedToEveryOther(Role role)
    {
        List<string> wrong = [];
        foreach (var kind in registry.Get<IEnumerable<IBulkJourney>>().Select(j => j.Kind))
        {
            var may = Uploads.GetValueOrDefault(kind, []).Contains(role);
            if (await IsOpenAsync(c => registry.Get<BulkService>().UploadAsync(kind, "x.csv", new MemoryStream(), registry.As(c)), TestRegistry.Caller(role)) != may)
            {
                wrong.Add($"{role} may {(may ? "" : "not ")}upload {kind}");
            }
        }

        Offenders.None(wrong);
    }

    public void Dispose() => registry.Dispose();

    private static IEnumerable<MethodInfo> Acts(Type service) =>
        service.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(m => m.ReturnType.IsAssignableTo(typeof(Task)));

    private Task<bool> IsOpenAsync(MethodInfo act, Caller caller) => IsOpenAsync(
        c => (Task)act.Invoke(registry.Services.GetRequiredService(act.DeclaringType!), BindingFlags.DoNotWrapExceptions, null, [.. act.GetParameters().Select(p => Argument(p.ParameterType, c))], null)!, caller);

    // Empty requests: whoever may ask gets as far as a refusal or a fault of the request; who may not is stopped before.
    private object? Argument(Type type, Caller caller) =>
        type == typeof(ChangeContext) ? registry.As(caller)
        : type == typeof(Caller) ? caller
        : type == typeof(string) ? "x"
        : type.IsValueType ? Activator.CreateInstance(type)
        : type.IsInterface && type.IsGenericType ? OneOf(type.GetGenericArguments()[0])
        : RuntimeHelpers.GetUninitializedObject(type);

    private static Array OneOf(Type item)
    {
        var one = Array.CreateInstance(item, 1);
        one.SetValue(item.IsValueType ? Activator.CreateInstance(item) : RuntimeHelpers.GetUninitializedObject(item), 0);
        return one;
    }

    private static async Task<bool> IsOpenAsync(Func<Caller, Task> ask, Caller caller)
    {
        try
        {
            await ask(caller);
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (Exception e) when (e is NullReferenceException or ArgumentException or InvalidOperationException)
        {
            return true;
        }

        return true;
    }
}
