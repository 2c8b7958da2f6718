using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Files;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Formats;

/// <summary>Files in the format of the receiver's field, one for all that is due; what the format has no word for goes as a JSON file of its own.</summary>
internal sealed class FormatsChannel(IDbContextFactory<RegistryDbContext> store, HubFolders folders, FolderChannel json, IEnumerable<NamedFormat> formats, TimeProvider clock) : IBulkChannel
{
    private readonly ConcurrentDictionary<string, WrittenFiles> written = new();

    public ChannelKind Kind => ChannelKind.Formats;

    public async Task<SendResult> SendAsync(PartnerChannel partner, OutboxMessage message, CancellationToken ct) => (await SendManyAsync(partner, [message], ct))[message.Id];

    public async Task<IReadOnlyDictionary<long, SendResult>> SendManyAsync(PartnerChannel partner, IReadOnlyList<OutboxMessage> messages, CancellationToken ct)
    {
        Dictionary<long, SendResult> results = [];
        foreach (var group in messages.GroupBy(m => (Format: formats.FirstOrDefault(f => f.Writes(m)), m.Flow)).OrderBy(g => g.Key.Flow, StringComparer.Ordinal))
        {
            if (group.Key.Format is not { } format)
            {
                foreach (var message in group)
                {
                    results[message.Id] = await json.SendAsync(partner, message, ct);
                }

                continue;
            }

            foreach (var part in group.OrderBy(m => m.Id).Chunk(format.Most))
            {
                await WriteAsync(partner.System, format, part, results, ct);
            }
        }

        return results;
    }

    private async Task WriteAsync(string system, NamedFormat format, OutboxMessage[] messages, Dictionary<long, SendResult> results, CancellationToken ct)
    {
        try
        {
            var files = written.GetOrAdd(system, s => new WrittenFiles(folders.Of(s)));
            using var hold = files.Hold();
            foreach (var message in messages)
            {
                // without a receipt a kill came between the file and the receipt
                if (files.Find(OutboundEnvelope.Id(message)) is { } file && !(message.Receipt is not null && format.IsRepeated(message, file)))
                {
                    results[message.Id] = SendResult.Delivered($"Written before, in {file}");
                }
            }

            var due = messages.Where(m => !results.ContainsKey(m.Id)).ToList();
            if (due.Count == 0)
            {
                return;
            }

            await using var db = await store.CreateDbContextAsync(ct);
            var turn = new FileTurn(system, due[0].Flow, files.Next, clock.GetUtcNow());
            var made = await format.WriteAsync(db, due, turn, ct);
            var name = await files.WriteAsync(turn, format.Extension, made, made.InRows ?? due, ct);
            foreach (var message in due)
            {
                results[message.Id] = SendResult.Delivered($"Written in {name}");
            }
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or JsonException or ArgumentException or FormatException)
        {
            // one that cannot be written must not keep the others back
            var rest = messages.Where(m => !results.ContainsKey(m.Id)).ToList();
            if (rest.Count == 1)
            {
                results[rest[0].Id] = new SendResult(SendFault.Message, $"The message cannot be written in the format: {e.Message}");
                return;
            }

            foreach (var message in rest)
            {
                await WriteAsync(system, format, [message], results, ct);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            foreach (var message in messages.Where(m => !results.ContainsKey(m.Id)))
            {
                results[message.Id] = new SendResult(SendFault.Destination, e.Message);
            }
        }
    }
}
