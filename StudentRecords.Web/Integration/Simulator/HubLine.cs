using System.Diagnostics;
using System.Text;
using System.Text.Json;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Reconciling;

namespace StudentRecords.Web.Integration.Simulator;

/// <summary>An answer of the hub.</summary>
/// <param name="Status">As HTTP has it.</param>
/// <param name="Body">JSON; null when there is none.</param>
/// <param name="IsOfLaterTry">The hub was away when it was first asked, and may have taken what it was sent.</param>
internal sealed record HubReply(int Status, JsonElement Body, bool IsOfLaterTry = false)
{
    public string? Word(string name) => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out var value) ? value.ToString() : null;
}

/// <summary>The way to the hub's doors; each request is signed by the system that sends it, and said again while the hub is away.</summary>
/// <param name="patience">A hub that does not answer a request for longer is taken not to come back.</param>
internal sealed class HubLine(HttpClient http, TimeProvider clock, TimeSpan patience)
{
    private static readonly JsonElement Nothing = JsonDocument.Parse("null").RootElement;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);

    public Task<HubReply> PostAsync(FarSide by, string path, string body, string type, CancellationToken ct) => SendAsync(by, HttpMethod.Post, path, Encoding.UTF8.GetBytes(body), type, ct);

    /// <summary>What became of one of its messages.</summary>
    public Task<HubReply> AskAsync(FarSide by, Letter letter, CancellationToken ct) =>
        SendAsync(by, HttpMethod.Get, $"{HubEndpoints.Root}/messages/{by.System}/{string.Join('/', letter.Id.Split('/').Select(Uri.EscapeDataString))}", [], null, ct);

    public Task<HubReply> TellFigureAsync(FarSide by, Flow flow, PartnerFigure figure, CancellationToken ct) =>
        PostAsync(by, $"{HubEndpoints.Root}/reconciliation/{flow.Code}", JsonSerializer.Serialize(figure, JsonSerializerOptions.Web), "application/json", ct);

    private async Task<HubReply> SendAsync(FarSide by, HttpMethod method, string path, byte[] body, string? type, CancellationToken ct)
    {
        var (begun, tries) = (Stopwatch.GetTimestamp(), 0);
        while (true)
        {
            try
            {
                using var request = SignedPost.Of(method, path, by.Key, $"{by.System}-{Guid.NewGuid():N}", clock.GetUtcNow(), body, type);
                using var response = await http.SendAsync(request, ct);
                var text = await response.Content.ReadAsStringAsync(ct);
                return new HubReply((int)response.StatusCode, text.Length == 0 ? Nothing : JsonDocument.Parse(text).RootElement, tries > 0);
            }
            catch (HttpRequestException) when (Stopwatch.GetElapsedTime(begun) < patience)
            {
                tries++;
                await Task.Delay(Between, ct);
            }
        }
    }
}
