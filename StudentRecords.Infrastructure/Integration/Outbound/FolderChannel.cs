using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Files;
using StudentRecords.Infrastructure.Integration.Formats;

namespace StudentRecords.Infrastructure.Integration.Outbound;

/// <summary>One file a message in the system's outgoing folder, there whole or not at all, and <c>NAME.done</c> after it. Sent twice, it is the same file.</summary>
internal sealed class FolderChannel(HubFolders folders) : IOutboundChannel
{
    private const int LongestWord = 80;

    public ChannelKind Kind => ChannelKind.Folder;

    public async Task<SendResult> SendAsync(PartnerChannel partner, OutboxMessage message, CancellationToken ct)
    {
        var name = Name(message);
        try
        {
            var outgoing = Directory.CreateDirectory(folders.Of(partner.System).Outgoing).FullName;
            var path = Path.Combine(outgoing, name);
            var (id, body) = (OutboundEnvelope.Id(message), OutboundEnvelope.Body(message));
            await WriteAsync(path, body, ct);
            await WriteAsync(path + DropManifest.Ending, JsonSerializer.SerializeToUtf8Bytes(new WrittenFile
            {
                File = name, Number = 1, Flow = message.Flow, Batch = id, Bytes = body.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(body)), Rows = 1, CreatedAt = message.CreatedAt, Messages = [id],
            }, JsonSerializerOptions.Web), ct);
            return SendResult.Delivered($"Written as {name}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SendResult(SendFault.Destination, e.Message);
        }
    }

    private static async Task WriteAsync(string path, byte[] content, CancellationToken ct)
    {
        await using (var file = File.Create($"{path}.part"))
        {
            await file.WriteAsync(content, ct);
            file.Flush(flushToDisk: true);
        }

        File.Move($"{path}.part", path, overwrite: true);
    }

    /// <summary>Sorts by lane and place: <c>F012_00000017_000000000003_F012-….json</c>.</summary>
    public static string Name(OutboxMessage message) =>
        string.Create(CultureInfo.InvariantCulture, $"{message.Flow}_{Word(message.Aggregate)}_{message.Sequence:D12}_{OutboundEnvelope.Id(message)}.json");

    private static string Word(string text) => new([.. text.Take(LongestWord).Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '-')]);
}
