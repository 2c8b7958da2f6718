using System.Diagnostics;
using StudentRecords.Domain.Audit;

namespace StudentRecords.Web.Access;

/// <summary>Makes the change context of what the signed-in person does now.</summary>
public sealed class Acting(CallerAccessor caller, TimeProvider clock)
{
    /// <param name="act">What is done, in the record's words: RatifyBoard.</param>
    /// <param name="reason">Why, in the person's words.</param>
    /// <param name="evidence">Where the evidence lies.</param>
    /// <param name="ct">Cancels the question who asks.</param>
    public async ValueTask<ChangeContext> ToAsync(string act, string reason, string? evidence = null, CancellationToken ct = default) => new()
    {
        Caller = await caller.GetAsync(ct),
        At = clock.GetUtcNow(),
        Act = act,
        Reason = reason.Trim(),
        Evidence = string.IsNullOrWhiteSpace(evidence) ? null : evidence.Trim(),
        CorrelationId = Activity.Current?.TraceId.ToString() ?? Guid.NewGuid().ToString("N"),
    };
}
