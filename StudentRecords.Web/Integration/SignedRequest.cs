using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Web.Integration;

/// <summary>Stands before every endpoint of the hub: reads the body within its limit, asks who signed it or whose token it shows, and turns a store that is away into "come back later".</summary>
public sealed class SignedRequest(PartnerDoor partners, BearerRequest bearers, FailedSignIns failures, ILogger<SignedRequest> log) : IEndpointFilter
{
    private const int ComeBackAfterSeconds = 5;
    private static readonly HubBody Nothing = new(0, "");

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            return await EnterAsync(http) ?? await next(context);
        }
        catch (Exception e) when (StoreOutage.Is(e) && !http.RequestAborted.IsCancellationRequested)
        {
            log.LogError(e, "The store is away; a partner's request was not taken");
            http.Response.Headers.RetryAfter = $"{ComeBackAfterSeconds}";
            return HubProblem.Of(http, 503, "STORE_AWAY", "The message was not taken, because the record's store does not answer. Keep it and send it again.");
        }
    }

    /// <summary>Null when the request may go on.</summary>
    private async Task<IResult?> EnterAsync(HttpContext http)
    {
        // before the body is read and the store is asked; who names a key that there is, or shows a token, is looked at all the same
        var shown = BearerRequest.Token(http.Request);
        if (shown is null && failures.Bars(http) && !await partners.KnowsAsync(http.Request.Headers[WebhookSignature.KeyHeader].ToString(), http.RequestAborted))
        {
            return failures.TooOften(http);
        }

        var takes = http.GetEndpoint()!.Metadata.GetMetadata<HubBody>() ?? Nothing;
        if (await takes.ReadAsync(http, http.RequestAborted) is not { } body)
        {
            return HubProblem.Of(http, 413, HubProblem.TooLarge, $"The body is larger than the {takes.Largest} bytes that are taken here.");
        }

        var (who, refusal) = shown is { } token ? await bearers.AskAsync(http, token) : await SignedAsync(http, body);
        if (who is null && refusal is not IStatusCodeHttpResult { StatusCode: StatusCodes.Status401Unauthorized })
        {
            return refusal;
        }

        if (who is null)
        {
            var isBarred = failures.Bars(http);
            failures.Failed(http);
            return isBarred ? failures.TooOften(http) : refusal;
        }

        if (takes != Nothing && takes.RefusesType(http.Request) is { } type)
        {
            return HubProblem.Of(http, 415, "WRONG_TYPE", type);
        }

        if (HubBody.Text(body) is not { } text)
        {
            return HubProblem.Of(http, 400, HubProblem.Malformed, "The body is not UTF-8.");
        }

        http.Items[typeof(Sender)] = who with { Text = text };
        return null;
    }

    private async Task<(Sender?, IResult?)> SignedAsync(HttpContext http, byte[] body)
    {
        var headers = http.Request.Headers;
        var signed = new SignedText(headers[WebhookSignature.KeyHeader].ToString(), headers[WebhookSignature.IdHeader].ToString(), headers[WebhookSignature.TimestampHeader].ToString(), headers[WebhookSignature.SignatureHeader].ToString(), body);
        if (signed.Id.Length is 0 or > 150 || signed.Id.Contains('.', StringComparison.Ordinal) || await partners.RecogniseAsync(signed, http.RequestAborted) is not { } system)
        {
            http.Response.Headers.WWWAuthenticate = "Webhook";
            return (null, HubProblem.Of(http, 401, "NOT_SIGNED", $"The request is not signed by a valid key: {WebhookSignature.KeyHeader}, {WebhookSignature.IdHeader} (without a dot), {WebhookSignature.TimestampHeader} (within five minutes) and {WebhookSignature.SignatureHeader} are needed; or a token from {TokenEndpoint.Path}."));
        }

        return (new Sender(system, signed.Id, ""), null);
    }
}

/// <summary>The system that signed the request or showed its token, and what it sent.</summary>
/// <param name="MessageId">Its id of the request; of a batch, the batch's name.</param>
public sealed record Sender(string System, string MessageId, string Text)
{
    public static Sender Of(HttpContext context) => (Sender)context.Items[typeof(Sender)]!;
}
