using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Infrastructure.Students.Filing;

namespace StudentRecords.Web.Integration;

/// <summary>
/// Where other systems bring their messages. They sign each request with their key, or show a token that they fetched with it, and
/// have nothing to do with the sign-in of people; everything else is refused.
/// </summary>
public static class HubEndpoints
{
    public const string Root = "/hub/v1";

    internal const string Channel = "http";

    public static IServiceCollection AddHub(this IServiceCollection services) => services.AddSingleton<BearerRequest>().AddSingleton<FailedSignIns>().AddRateLimiter(o => o.AddPolicy<string, HubPace>(HubPace.Policy));

    public static void MapHub(this IEndpointRouteBuilder app)
    {
        var hub = app.MapGroup(Root).AllowAnonymous().DisableAntiforgery().RequireRateLimiting(HubPace.Policy).AddEndpointFilter<SignedRequest>();
        hub.MapPost("/flows/{flow}/messages", TakeOneAsync).WithMetadata(new HubBody(1 << 20, "application/json"));
        hub.MapPost("/flows/{flow}/batches", TakeManyAsync).WithMetadata(new HubBody(32 << 20, "application/x-ndjson"));
        hub.MapTrials();
        hub.MapReconciliation();
        hub.MapCalendars();
        hub.MapStudentReads();
        hub.MapGet("/documents/{key}", DocumentAsync).WithMetadata(new HubScope("F023"));
        hub.MapGet("/messages/{source}/{**messageId}", StatusAsync);
        hub.MapPartnerContracts();
        app.MapTokens();
    }

    private static async Task<IResult> TakeOneAsync(string flow, HttpContext context, HubDoor door, FlowSwitch switches, CancellationToken ct)
    {
        var sender = Sender.Of(context);
        flow = flow.ToUpperInvariant();
        if (await switches.RefusesAsync(flow, sender.System, ct) is { } refusal)
        {
            return HubProblem.Because(context, refusal, flow);
        }

        if (IdempotencyKey.Refuses(context.Request.Headers[IdempotencyKey.Header], sender.Text) is { } otherKey)
        {
            return HubProblem.Of(context, 400, otherKey.Code, otherKey.Sentence, flow, [otherKey]);
        }

        var receipt = (await door.SubmitAsync(flow, sender.System, [sender.Text], Channel, null, ct))[0];
        return HubAnswer.To(context, flow, sender.System, receipt);
    }

    private static async Task<IResult> TakeManyAsync(string flow, HttpContext context, HubDoor door, FlowSwitch switches, CancellationToken ct)
    {
        var sender = Sender.Of(context);
        flow = flow.ToUpperInvariant();
        if (await switches.RefusesAsync(flow, sender.System, ct) is { } refusal)
        {
            return HubProblem.Because(context, refusal, flow);
        }

        var lines = sender.Text.TrimEnd('\n', '\r').Split('\n');
        if (lines is [""])
        {
            return HubProblem.Of(context, 400, HubProblem.Malformed, "The batch has no lines.", flow);
        }

        if (lines.Length > HubAnswer.LongestBatch)
        {
            return HubProblem.Of(context, 413, HubProblem.TooLarge, $"The batch has {lines.Length} lines; {HubAnswer.LongestBatch} are taken at once.", flow);
        }

        var receipts = await door.SubmitAsync(flow, sender.System, lines, Channel, sender.MessageId, ct);
        return Results.Json(BatchAnswer.Of(sender.MessageId, flow, receipts));
    }

    /// <summary>The bytes of a filed document, for the archive that the filing (F023) told of them.</summary>
    private static async Task<IResult> DocumentAsync(string key, HttpContext context, ArchivePickup pickup, CancellationToken ct)
    {
        if (Sender.Of(context).System != ArchivePickup.Archive)
        {
            return HubProblem.Of(context, 403, "NOT_YOURS", "Filed documents are fetched by the archive.");
        }

        return await pickup.FetchAsync(key, ct) is { } pdf ? Results.Bytes(pdf, "application/pdf") : HubProblem.Of(context, 404, "NO_SUCH_DOCUMENT", $"No document {key} waits to be fetched.");
    }

    private static async Task<IResult> StatusAsync(string source, string messageId, HttpContext context, InboxStatusQuery inbox, CancellationToken ct)
    {
        var sender = Sender.Of(context);
        if (!string.Equals(source, sender.System, StringComparison.OrdinalIgnoreCase))
        {
            return HubProblem.Of(context, 403, "NOT_YOURS", $"{sender.System} may ask about its own messages only.");
        }

        return await inbox.FindAsync(sender.System, messageId, ct) is { } status
            ? Results.Json(status)
            : HubProblem.Of(context, 404, "NO_SUCH_MESSAGE", $"{sender.System} has sent no message {messageId}.");
    }
}
