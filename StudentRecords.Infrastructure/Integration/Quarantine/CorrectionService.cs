using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Quarantine;

/// <summary>Corrects the text of a quarantined message, with four eyes, and applies it under its own id.</summary>
public sealed class CorrectionService(IDbContextFactory<RegistryDbContext> store, HubDoor door)
{
    public async Task<Outcome<long>> ProposeAsync(ProposeCorrection request, ChangeContext change, CancellationToken ct)
    {
        change.Caller.Demand(Room.FlowMessages, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<InboxMessage>().SingleOrDefaultAsync(m => m.Id == request.MessageId, ct) is not { State: InboxState.Quarantined } message)
        {
            return Outcome<long>.Refused("NOT_QUARANTINED", "Only a quarantined message can be corrected.");
        }

        var refusals = Faults(message, request.Raw).ToList();
        if (door.TurnsAway(message.Flow, request.Raw) is { } story)
        {
            return Outcome<long>.Refused(refusals.Exists(r => r.Code == story.Code) ? refusals : [.. refusals, story]);
        }

        if (await db.Set<MessageCorrection>().AnyAsync(c => c.MessageId == message.Id && c.State == CorrectionState.Proposed, ct))
        {
            refusals.Add(new Refusal("ALREADY_PROPOSED", "A correction of this message waits for approval already."));
        }

        if (refusals.Count > 0)
        {
            return Outcome<long>.Refused(refusals);
        }

        var correction = new MessageCorrection(message, request.Raw, change.Reason, change.Caller.Name, change.Caller.UserId ?? 0, change.At);
        db.Add(correction);
        await db.SaveAsync(change, ct);
        return correction.Id;
    }

    /// <summary>Puts the corrected text in place and applies it; gives what became of it.</summary>
    public async Task<Outcome<Receipt>> ApproveAsync(long correctionId, ChangeContext change, CancellationToken ct)
    {
        change.Caller.Demand(Room.FlowMessages, Level.Decide);
        InboxMessage message;
        await using (var db = await store.CreateDbContextAsync(ct))
        {
            if (await db.Set<MessageCorrection>().SingleOrDefaultAsync(c => c.Id == correctionId, ct) is not { } correction)
            {
                return Outcome<Receipt>.Refused("NO_SUCH_CORRECTION", "There is no such correction.");
            }

            message = await db.Set<InboxMessage>().SingleAsync(m => m.Id == correction.MessageId, ct);
            RawEnvelope.TryRead(correction.Proposed, out var envelope, out _);
            var outcome = correction.Approve(message, RawEnvelope.BodyHash(envelope!), change.Caller.Name, change.Caller.UserId ?? 0, change.At);
            if (!outcome.Succeeded)
            {
                return Outcome<Receipt>.Refused(outcome.Refusals);
            }

            await db.SaveAsync(change, ct);
        }

        return (await door.AgainAsync([message], ct))[0];
    }

    public async Task<Outcome> DeclineAsync(long correctionId, ChangeContext change, CancellationToken ct)
    {
        change.Caller.Demand(Room.FlowMessages, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<MessageCorrection>().SingleOrDefaultAsync(c => c.Id == correctionId, ct) is not { } correction)
        {
            return Outcome.Refused("NO_SUCH_CORRECTION", "There is no such correction.");
        }

        var outcome = correction.Decline(change.Caller.Name, change.At);
        if (outcome.Succeeded)
        {
            await db.SaveAsync(change, ct);
        }

        return outcome;
    }

    private static IEnumerable<Refusal> Faults(InboxMessage message, string raw)
    {
        if (!RawEnvelope.TryRead(raw, out var envelope, out var refusal))
        {
            yield return refusal with { Field = nameof(ProposeCorrection.Raw) };
            yield break;
        }

        RawEnvelope.TryRead(message.Raw, out var before, out _);
        if (before is not null && JsonElement.DeepEquals(before.Data, envelope.Data))
        {
            yield return new Refusal("NO_CHANGE", "The content is the same as before.", Field: nameof(ProposeCorrection.Raw));
        }

        if (before is not null && (before.Id, before.Type, before.Key, before.Version, before.SourceVersion) != (envelope.Id, envelope.Type, envelope.Key, envelope.Version, envelope.SourceVersion))
        {
            yield return new Refusal("KEYS_STAY", "The message's id, type, key and versions stay as the sender gave them; only its content is corrected.", Field: nameof(ProposeCorrection.Raw));
        }
    }
}
