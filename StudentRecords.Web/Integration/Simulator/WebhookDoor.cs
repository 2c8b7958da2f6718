using System.Collections.Concurrent;
using System.Text.Json;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Infrastructure.Integration.Partners;

namespace StudentRecords.Web.Integration.Simulator;

/// <summary>Where the systems are told by web: checks signatures, keeps messages by their id and answers with a receipt, or with a fault on purpose.</summary>
internal sealed class WebhookDoor(IReadOnlyDictionary<string, FarSide> sides, ReceiverFaults faults, Losses losses, TimeProvider clock)
{
    /// <summary>What was told and not yet answered.</summary>
    public ConcurrentQueue<Heard> Heard { get; } = new();

    /// <summary>Below the receiver's address, the system's code at the end.</summary>
    public static string PathOf(string system) => $"/in/{system}";

    public void Map(IEndpointRouteBuilder app) => app.MapPost("/in/{system}", TakeAsync);

    private async Task<IResult> TakeAsync(string system, HttpContext context)
    {
        if (!sides.TryGetValue(system, out var side))
        {
            return Results.NotFound();
        }

        using var copy = new MemoryStream();
        await context.Request.Body.CopyToAsync(copy, context.RequestAborted);
        var (body, headers) = (copy.ToArray(), context.Request.Headers);
        var (id, timestamp) = (headers[WebhookSignature.IdHeader].ToString(), headers[WebhookSignature.TimestampHeader].ToString());
        if (!WebhookSignature.IsTimely(timestamp, clock.GetUtcNow()) || !WebhookSignature.Verify(side.Secret, id, timestamp, body, headers[WebhookSignature.SignatureHeader].ToString()))
        {
            side.Amiss.Enqueue($"A message to {system} was not signed with its secret.");
            return Results.Unauthorized();
        }

        if (faults.For(system, id) is { } status)
        {
            return Results.StatusCode(status);
        }

        if (Told.Read(body) is not { } told || told.Id != id)
        {
            side.Amiss.Enqueue($"A message to {system} is not what its header says.");
            return Results.BadRequest();
        }

        if (!losses.Takes(system, told.Flow) && side.Held.Add(told.Flow, told.Key, told.Sequence, HashTotal.OfText(body), told.Time))
        {
            side.CountReceipt();
            Heard.Enqueue(new Heard(system, told.Flow, told.Type, told.Data));
        }

        return Results.Text($"{system} took {id}");
    }
}

/// <summary>The record's envelope as a receiver reads it.</summary>
internal sealed record Told(string Id, string Flow, string Type, string Key, long Sequence, DateTimeOffset Time, JsonElement Data)
{
    /// <summary>Null when it is no message.</summary>
    public static Told? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<Told>(body, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
