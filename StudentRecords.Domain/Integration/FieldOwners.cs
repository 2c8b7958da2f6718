using System.Collections.Frozen;

namespace StudentRecords.Domain.Integration;

/// <summary>
/// Who owns the fields that no message may carry beside its contract: whoever sends one would change what is another's. Other fields that a
/// contract does not know are passed over, so that a sender may add some.
/// </summary>
public static class FieldOwners
{
    public const string Code = "NOT_OWNER";

    private const string Registry = "the registry";

    private static readonly FrozenDictionary<string, string> All = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["studentNumber"] = Registry, ["familyName"] = Registry, ["givenNames"] = Registry, ["dateOfBirth"] = Registry, ["sex"] = Registry, ["nationality"] = Registry,
        ["engagementStatus"] = Registry, ["numhus"] = Registry, ["feeStatus"] = "Admissions", ["sid"] = "HESA (F048)", ["ratifiedMark"] = "the exam board (F065)", ["classification"] = "the exam board (F065)",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null when the field may be passed over; otherwise why the message is stopped.</summary>
    public static Refusal? Refuses(string flow, string source, string field) => All.TryGetValue(field, out var owner)
        ? new Refusal(Code, $"/{field} is {owner}'s: {source} cannot change it by {flow}. Nothing of the message was applied.", "Field ownership", $"/{field}")
        : null;

    /// <summary>What the trail says of a contract's own fields when they are told of somebody whose details have gone over to the registry.</summary>
    public static string OfEnrolled(string flow, string source, string fields) => $"The {fields} of who is or was enrolled: {Registry}'s, {source} cannot change that by {flow}. The record kept what it had, and the registry was asked.";
}
