using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using StudentRecords.Infrastructure.Integration.Partners;

namespace StudentRecords.Web.Integration;

/// <summary>Where a system that does not sign each request fetches a token with its key and secret (RFC 6749, client credentials).</summary>
public static class TokenEndpoint
{
    public const string Path = HubEndpoints.Root + "/token";

    private const int LongestForm = 4096;

    public static void MapTokens(this IEndpointRouteBuilder app) =>
        app.MapPost(Path, GrantAsync).AllowAnonymous().DisableAntiforgery().RequireRateLimiting(HubPace.Policy).WithMetadata(new HubBody(LongestForm, "application/x-www-form-urlencoded"));

    private static async Task<IResult> GrantAsync(HttpContext context, PartnerTokens tokens, PartnerDoor partners, FailedSignIns failures, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        var takes = context.GetEndpoint()!.Metadata.GetRequiredMetadata<HubBody>();
        if (takes.RefusesType(context.Request) is { } type)
        {
            return Refused(400, "invalid_request", type);
        }

        if (await takes.ReadAsync(context, ct) is not { } body || HubBody.Text(body) is not { } text)
        {
            return Refused(400, "invalid_request", $"The form is larger than {LongestForm} bytes or not UTF-8.");
        }

        var form = new FormReader(text).ReadForm();
        string? Field(string name) => form.GetValueOrDefault(name).ToString() is { Length: > 0 } value ? value : null;
        if (Field("grant_type") != "client_credentials")
        {
            return Refused(400, "unsupported_grant_type", "Only client_credentials is granted here.");
        }

        var (key, secret) = Basic(context.Request) ?? (Field("client_id") ?? "", Field("client_secret") ?? "");
        if (failures.Bars(context) && !await partners.KnowsAsync(key, ct))
        {
            return failures.TooOften(context);
        }

        if (await tokens.GrantAsync(key, secret, Field("scope"), ct) is not { } grant)
        {
            if (failures.Bars(context))
            {
                return failures.TooOften(context);
            }

            failures.Failed(context);
            context.Response.Headers.WWWAuthenticate = "Basic";
            return Refused(401, "invalid_client", "There is no valid key of that name with that secret.");
        }

        return grant.Token is null
            ? Refused(400, "invalid_scope", "A scope is the code of a flow that the system sends or receives, as F010; several are parted by spaces.")
            : Results.Json(new { access_token = grant.Token, token_type = "Bearer", expires_in = (int)PartnerTokens.Life.TotalSeconds, scope = string.Join(' ', grant.Scopes) });
    }

    private static (string Key, string Secret)? Basic(HttpRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) || header.Scheme != "Basic" || header.Parameter is not { } parameter)
        {
            return null;
        }

        var bytes = new byte[parameter.Length];
        if (!Convert.TryFromBase64String(parameter, bytes, out var length) || Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is not [var key, var secret])
        {
            return null;
        }

        return (Uri.UnescapeDataString(key), Uri.UnescapeDataString(secret));
    }

    private static IResult Refused(int status, string error, string says) => Results.Json(new { error, error_description = says }, statusCode: status);
}
