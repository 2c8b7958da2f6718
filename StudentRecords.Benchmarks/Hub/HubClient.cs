using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Web.Integration;

namespace StudentRecords.Benchmarks.Hub;

/// <summary>Sends signed messages, and keeps how long each waited for its answer and what became of it.</summary>
internal sealed class HubClient(Uri hub, IReadOnlyDictionary<string, NewCredential> keys) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) }) { BaseAddress = hub, Timeout = TimeSpan.FromMinutes(5) };
    private readonly ConcurrentDictionary<string, int> answers = new();
    private int ids;

    /// <summary>How often each answer came.</summary>
    public IReadOnlyDictionary<string, int> Answers => answers;

    /// <summary>So many a second, each at its moment whether or not those before were answered. Milliseconds that each answer took from that moment on.</summary>
    public async Task<double[]> PaceAsync(IEnumerable<FarMessage> messages, double perSecond)
    {
        List<Task<double>> sent = [];
        var begun = Stopwatch.GetTimestamp();
        foreach (var message in messages)
        {
            var due = TimeSpan.FromSeconds(sent.Count / perSecond);
            if (due - Stopwatch.GetElapsedTime(begun) is var early && early > TimeSpan.FromMilliseconds(2))
            {
                await Task.Delay(early);
            }

            sent.Add(PostAsync(message, begun, due));
        }

        return await Task.WhenAll(sent);
    }

    /// <summary>In batches, several under way at a time.</summary>
    public Task BatchAsync(IEnumerable<FarMessage> messages, int size, int atOnce) =>
        Parallel.ForEachAsync(messages.Chunk(size), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (batch, ct) =>
        {
            foreach (var flow in batch.GroupBy(m => (m.Flow, m.System)))
            {
                using var request = Signed($"{HubEndpoints.Root}/flows/{flow.Key.Flow}/batches", flow.Key.System, string.Join('\n', flow.Select(m => m.Text)), "application/x-ndjson");
                using var answer = await http.SendAsync(request, ct);
                answer.EnsureSuccessStatusCode();
                foreach (var (state, count) in (await answer.Content.ReadFromJsonAsync<BatchAnswer>(ct))!.Counts)
                {
                    answers.AddOrUpdate(state, count, (_, n) => n + count);
                }
            }
        });

    public void Dispose() => http.Dispose();

    private async Task<double> PostAsync(FarMessage message, long begun, TimeSpan due)
    {
        await Task.Yield();
        using var request = Signed($"{HubEndpoints.Root}/flows/{message.Flow}/messages", message.System, message.Text, "application/json");
        using var answer = await http.SendAsync(request);
        var said = await answer.Content.ReadAsStringAsync();
        var took = (Stopwatch.GetElapsedTime(begun) - due).TotalMilliseconds;
        answers.AddOrUpdate(State(answer, said), 1, (_, n) => n + 1);
        return took;
    }

    private static string State(HttpResponseMessage answer, string said)
    {
        using var json = JsonDocument.Parse(said);
        var state = json.RootElement.TryGetProperty("state", out var found) ? found.ToString() : $"{(int)answer.StatusCode}";
        return json.RootElement.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String ? $"{state} {code}" : state;
    }

    private HttpRequestMessage Signed(string path, string system, string text, string type) =>
        SignedPost.Of(HttpMethod.Post, path, keys[system], $"bench-{Interlocked.Increment(ref ids)}", TimeProvider.System.GetUtcNow(), Encoding.UTF8.GetBytes(text), type);
}
