using StudentRecords.Domain;

namespace StudentRecords.Web.Integration.Simulator;

/// <summary>What staff do in a term is allowed; a refusal ends the term.</summary>
internal static class StaffOutcome
{
    /// <exception cref="InvalidOperationException">It was refused, for these reasons.</exception>
    public static async Task<T> DoneAsync<T>(this Task<T> acting)
        where T : Outcome
    {
        var outcome = await acting;
        return outcome.Succeeded ? outcome : throw new InvalidOperationException(string.Join(" ", outcome.Refusals.Select(r => r.Sentence)));
    }
}
