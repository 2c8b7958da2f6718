using StudentRecords.Domain;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Integration.Publishing;

/// <summary>The contracts of what people enter on the record's own pages and no system sends (F068). The use cases ask what is published.</summary>
internal static class KeyedContracts
{
    public static readonly IReadOnlyDictionary<string, ContractVersion> All = new Dictionary<string, ContractVersion>
    {
        ["StandardsAssuranceConfirmed"] = Of<AssuranceTold>((told, checks) => told.Check(checks)),
        ["ExaminerCommentRecorded"] = Of<RemarkTold>((told, checks) => told.Check(checks)),
    };

    public static IReadOnlyList<Refusal> Faults(string message, object told, DateOnly today)
    {
        var checks = new Checks(today);
        All[message].Check(told, checks);
        return checks.Faults;
    }

    private static ContractVersion Of<TData>(Action<TData, Checks> check) => new(1, null, typeof(TData), (data, checks) => check((TData)data, checks));
}
