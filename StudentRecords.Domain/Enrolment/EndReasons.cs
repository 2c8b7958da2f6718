namespace StudentRecords.Domain.Enrolment;

/// <summary>Why an engagement ended (HESA RSNENGEND, 22056 frame).</summary>
public static class EndReasons
{
    private static readonly SortedDictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["01"] = "Left with credit or a qualification",
        ["03"] = "Transferred to another provider",
        ["05"] = "Death",
        ["11"] = "Other, nothing awarded",
        ["12"] = "Transferred out under collaborative provision",
        ["98"] = "Left, award not yet known",
    };

    /// <summary>Those that a withdrawal may give: completion and death are other acts.</summary>
    public static IReadOnlyList<(string Code, string Words)> OfWithdrawal => [.. Words.Where(w => w.Key is not ("01" or "05")).Select(w => (w.Key, w.Value))];

    /// <summary>The reason in words; a code that is not in the frame as it is.</summary>
    public static string Of(string code) => Words.GetValueOrDefault(code, code);
}
