using System.Text;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Infrastructure.Replay;
using StudentRecords.Web.Integration;

namespace StudentRecords.Web.Verbs;

/// <summary>The sending systems of a replay: each has a key of its own for this run, signs its batches and posts them.</summary>
internal sealed class ReplaySenders(Uri hub, IServiceProvider services) : IDisposable
{
    private static readonly TimeSpan KeyLife = TimeSpan.FromHours(12);

    private readonly Dictionary<string, Task<NewCredential>> keys = [];
    private readonly HttpClient http = new() { BaseAddress = hub, Timeout = TimeSpan.FromMinutes(5) };
    private int batches;

    /// <exception cref="HttpRequestException">The door did not take the batch.</exception>
    public async Task<ReplayAnswer> SendAsync(string flow, string source, IReadOnlyList<string> lines, CancellationToken ct)
    {
        var key = await KeyAsync(source, ct);
        var id = $"replay-{Environment.ProcessId}-{Interlocked.Increment(ref batches)}";
        var body = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        using var request = SignedPost.Of(HttpMethod.Post, $"{HubEndpoints.Root}/flows/{flow}/batches", key, id, TimeProvider.System.GetUtcNow(), body, "application/x-ndjson");
        using var response = await http.SendAsync(request, ct);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"The door answered {(int)response.StatusCode} to a batch of {flow}: {await response.Content.ReadAsStringAsync(ct)}");
        }

        var answer = (await response.Content.ReadFromJsonAsync<BatchAnswer>(ct))!;
        return new ReplayAnswer(answer.Lines, answer.Repeated, answer.Counts.GetValueOrDefault("Turned"));
    }

    public void Dispose() => http.Dispose();

    private Task<NewCredential> KeyAsync(string system, CancellationToken ct) =>
        keys.TryGetValue(system, out var key) ? key : keys[system] = MakeKeyAsync(system, ct);

    private async Task<NewCredential> MakeKeyAsync(string system, CancellationToken ct)
    {
        var now = TimeProvider.System.GetUtcNow();
        var operatorAtWork = new Caller("Ola Operator", null, [new RoleGrant(Role.IntegrationOperator, Scope.Everything)]) { IsSimulated = true };
        var change = new ChangeContext { Caller = operatorAtWork, At = now, Act = "CreateCredential", Reason = "A key for this run of the replay", Cause = CauseKind.Job, CauseReference = OuladReplay.Maker };
        var made = await services.GetRequiredService<PartnerService>().CreateCredentialAsync(new CreateCredential { System = system, ValidTo = now + KeyLife }, change, ct);
        return made.Value ?? throw new InvalidOperationException(made.Refusals[0].Sentence);
    }
}
