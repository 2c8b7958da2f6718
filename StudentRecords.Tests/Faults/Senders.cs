using System.Diagnostics;
using System.Net;
using System.Text;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Tests.Integration;

namespace StudentRecords.Tests.Faults;

/// <summary>Systems that send: each message over and over under the same id, to whichever process is there, until it is acknowledged.</summary>
internal sealed class Senders(Ledger ledger, TimeProvider clock, IReadOnlyDictionary<string, NewCredential> keys, Func<Uri?> where) : IDisposable
{
    private const int AtOnce = 6;

    /// <summary>So many in a hundred are sent again though they were acknowledged.</summary>
    private const int Again = 15;

    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(10) }) { Timeout = TimeSpan.FromMinutes(2) };

    /// <summary>Says them all, several at once.</summary>
    public Task SayAsync(IEnumerable<Saying> sayings, CancellationToken ct = default) =>
        Parallel.ForEachAsync(sayings, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (saying, stop) =>
        {
            await SayAsync(saying, stop);
            if (Random.Shared.Next(100) < Again)
            {
                await SayAsync(saying, stop);
            }
        });

    public async Task SayAsync(Saying saying, CancellationToken ct = default)
    {
        while (!await TryAsync(saying, ct))
        {
            await Task.Delay(20, ct);
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<bool> TryAsync(Saying saying, CancellationToken ct)
    {
        if (where() is not { } hub)
        {
            return false;
        }

        ledger.Try(saying);
        var (begun, signed) = (Stopwatch.GetTimestamp(), clock.GetUtcNow());
        try
        {
            var sender = new HubSender(client, clock, keys[saying.System]);
            using var answer = await sender.SendAsync(HttpMethod.Post, new Uri(hub, $"/hub/v1/flows/{saying.Flow}/messages").AbsoluteUri, Encoding.UTF8.GetBytes(saying.Text), "application/json", r => r.Headers.Add(IdempotencyKey.Header, saying.Id));
            if (answer.StatusCode == HttpStatusCode.Unauthorized && clock.GetUtcNow() - signed > WebhookSignature.Window)
            {
                // on a busy machine the fast clock ages a signature before it is read: it is signed anew
                return false;
            }

            return ledger.Hear(saying, answer.StatusCode, await answer.Content.ReadAsStringAsync(ct), answer.Content.Headers.ContentType?.MediaType == "application/problem+json", Stopwatch.GetElapsedTime(begun));
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            // no answer is no acknowledgement
            return false;
        }
    }
}
