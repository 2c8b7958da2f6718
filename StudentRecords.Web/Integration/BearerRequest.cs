using System.Net.Http.Headers;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Partners;

namespace StudentRecords.Web.Integration;

/// <summary>A request that shows a token instead of a signature (RFC 6750). The token must be for the flow that the endpoint is about.</summary>
public sealed class BearerRequest(PartnerTokens tokens)
{
    private const string Scheme = "Bearer";
    private const int LongestId = 150;

    /// <summary>The token that is shown; null where the request is to be signed.</summary>
    public static string? Token(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) && header.Scheme.Equals(Scheme, StringComparison.OrdinalIgnoreCase) ? header.Parameter ?? "" : null;

    /// <summary>Who shows it, or why that is not enough.</summary>
    public async Task<(Sender?, IResult?)> AskAsync(HttpContext http, string token)
    {
        if (await tokens.RecogniseAsync(token, http.RequestAborted) is not { } bearer)
        {
            http.Response.Headers.WWWAuthenticate = $"{Scheme} error=\"invalid_token\"";
            return (null, HubProblem.Of(http, 401, "NO_TOKEN", $"The token is not valid or has run out; fetch another from {TokenEndpoint.Path}."));
        }

        if (Flow(http) is { } flow && !bearer.Scopes.Contains(flow))
        {
            http.Response.Headers.WWWAuthenticate = $"{Scheme} error=\"insufficient_scope\", scope=\"{flow}\"";
            return (null, HubProblem.Of(http, 403, "NOT_IN_SCOPE", $"The token is not for {flow}.", flow));
        }

        var id = http.Request.Headers[IdempotencyKey.Header].ToString().Trim().Trim('"');
        return (new Sender(bearer.System, id.Length is 0 or > LongestId ? Guid.NewGuid().ToString("N") : id, ""), null);
    }

    // the catalogue's codes are the only scopes: what is none of them (a typing error) is answered by the endpoint
    private static string? Flow(HttpContext http)
    {
        var flow = http.GetEndpoint()?.Metadata.GetMetadata<HubScope>()?.Flow ?? http.GetRouteValue("flow")?.ToString()?.ToUpperInvariant();
        return flow is not null && FlowCatalogue.Find(flow) is { } known ? known.Code : null;
    }
}

/// <summary>The flow that an endpoint is about, where its path does not say it.</summary>
public sealed record HubScope(string Flow);
