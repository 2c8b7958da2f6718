using System.Net;
using System.Text.Json;

namespace StudentRecords.Tests.Integration;

/// <summary>Reads what the hub answers.</summary>
internal static class Replies
{
    public static async Task<JsonElement> Json(HttpResponseMessage response, HttpStatusCode status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{response.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public static async Task<JsonElement> Problem(HttpResponseMessage response, int status, string code)
    {
        var problem = await Json(response, (HttpStatusCode)status);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal($"urn:student-records:problem:{code.ToLowerInvariant().Replace('_', '-')}", problem.GetProperty("type").GetString());
        return problem;
    }
}
