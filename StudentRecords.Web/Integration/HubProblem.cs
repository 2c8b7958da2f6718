using System.Diagnostics;
using StudentRecords.Domain;

namespace StudentRecords.Web.Integration;

/// <summary>Every "no" of the hub, as problem+json (RFC 9457) with a type for each reason code.</summary>
public static class HubProblem
{
    public const string Malformed = "MALFORMED";
    public const string TooLarge = "TOO_LARGE";

    private static readonly Dictionary<int, string> Titles = new()
    {
        [400] = "This is not a message", [401] = "Who sends this is not known", [403] = "This sender may not", [404] = "There is no such thing", [413] = "Too large", [415] = "Not in this form",
        [422] = "The message cannot be applied", [423] = "The record is locked", [429] = "Too fast", [503] = "Come back later",
    };

    public static IResult Of(HttpContext context, int status, string code, string detail, string? flow = null, IReadOnlyList<Refusal>? errors = null, IReadOnlyDictionary<string, object?>? also = null)
    {
        var extensions = new Dictionary<string, object?>(also ?? new Dictionary<string, object?>())
        {
            ["code"] = code,
            ["flowId"] = flow ?? context.GetRouteValue("flow")?.ToString()?.ToUpperInvariant(),
            ["errors"] = (errors ?? []).Select(e => new { code = e.Code, pointer = e.Field, detail = e.Sentence, clause = e.Clause }).ToList(),
            ["traceId"] = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier,
        };
        return Results.Problem(detail, context.Request.Path, status, Titles.GetValueOrDefault(status), $"urn:student-records:problem:{code.ToLowerInvariant().Replace('_', '-')}", extensions);
    }

    /// <summary>Why this sender may not send this flow.</summary>
    public static IResult Because(HttpContext context, Refusal refusal, string flow) => Of(context, refusal.Code == "UNKNOWN_FLOW" ? 404 : 403, refusal.Code, refusal.Sentence, flow);
}
