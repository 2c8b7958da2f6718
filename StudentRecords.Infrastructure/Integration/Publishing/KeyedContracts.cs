using StudentRecords.Domain;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Integration.Publishing;

/// <summary>
/// The contracts of what people enter on the record's own pages. Those that no system sends (F068) are published from here; of the others (F052, F065) the
/// contract is that of the message. The use cases ask it as the doors do.
/// </summary>
internal static class KeyedContracts
{
    public static readonly IReadOnlyDictionary<string, ContractVersion> All = new Dictionary<string, ContractVersion>
    {
        ["StandardsAssuranceConfirmed"] = Of<AssuranceTold>((told, checks) => told.Check(checks)),
        ["ExaminerCommentRecorded"] = Of<RemarkTold>((told, checks) => told.Check(checks)),
    };

    public static IReadOnlyList<Refusal> Faults(string message, object told, DateOnly today) => Faults(checks => All[message].Check(told, checks), today);

    /// <summary>What a message's contract has against what was keyed in its place.</summary>
    public static IReadOnlyList<Refusal> Faults(Action<Checks> check, DateOnly today)
    {
        var checks = new Checks(today);
        check(checks);
        return checks.Faults;
    }

    private static ContractVersion Of<TData>(Action<TData, Checks> check) => new(1, null, typeof(TData), (data, checks) => check((TData)data, checks));
}
