using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Bus;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Partners;

/// <summary>Keys of the systems that send, and the ways to those that receive.</summary>
public sealed class PartnerService(IDbContextFactory<RegistryDbContext> store, PartnerSecrets secrets, PartnerDoor door, AddressRule addresses, BusSettings bus)
{
    /// <summary>A secret that was changed signs beside the new one for so long.</summary>
    public static readonly TimeSpan FormerSecretSigns = TimeSpan.FromDays(7);

    private const int ShortestToken = 16;
    private const int LongestToken = 600;

    /// <summary>Makes a key. The secret is in the answer and nowhere else that can be read.</summary>
    public async Task<Outcome<NewCredential>> CreateCredentialAsync(CreateCredential request, ChangeContext change, CancellationToken ct)
    {
        change.Caller.Demand(Room.FlowMessages, Level.Change);
        if (Unknown(request.System) is { } unknown)
        {
            return Outcome<NewCredential>.Refused(unknown);
        }

        var from = request.ValidFrom ?? change.At;
        if (request.ValidTo <= from)
        {
            return Outcome<NewCredential>.Refused(new Refusal("ENDS_BEFORE_START", "The key would end before it begins.", Field: nameof(request.ValidTo)));
        }

        var secret = WebhookSignature.NewSecret();
        var credential = new PartnerCredential(request.System, $"{request.System.ToLowerInvariant()}_{RandomNumberGenerator.GetHexString(16, lowercase: true)}", secrets.Protect(secret), from, request.ValidTo);
        await using var db = await store.CreateDbContextAsync(ct);
        db.Add(credential);
        await db.SaveAsync(change, ct);
        door.Learn();
        return new NewCredential(credential.KeyId, secret);
    }

    /// <summary>Ends a key, at once when no moment is given.</summary>
    public async Task<Outcome> EndCredentialAsync(long id, DateTimeOffset? at, ChangeContext change, CancellationToken ct)
    {
        change.Caller.Demand(Room.FlowMessages, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<PartnerCredential>().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } credential)
        {
            return Outcome.Refused("NO_SUCH_KEY", "There is no such key.");
        }

        var outcome = credential.End(at ?? change.At, change.At);
        if (outcome.Succeeded)
        {
            await db.SaveAsync(change, ct);
            door.Forget(credential.KeyId);
        }

        return outcome;
    }

    /// <summary>Sets how a system is reached. Gives the secret when one was made here, to be handed to the receiver; it cannot be read again.</summary>
    public async Task<Outcome<NewChannel>> ConfigureChannelAsync(ConfigureChannel request, ChangeContext change, CancellationToken ct)
    {
        change.Caller.Demand(Room.FlowMessages, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        var channel = await db.Set<PartnerChannel>().SingleOrDefaultAsync(c => c.System == request.System, ct);
        var held = channel?.Kind == request.Kind ? channel.ProtectedSecret : null;
        var refusals = Faults(request, held is not null).ToList();
        if (refusals.Count > 0)
        {
            return Outcome<NewChannel>.Refused(refusals);
        }

        if (channel is null)
        {
            db.Add(channel = new PartnerChannel(request.System));
        }

        string? made = null;
        switch (request.Kind)
        {
            case ChannelKind.Http:
                made = request.Secret is null && held is null ? WebhookSignature.NewSecret() : null;
                channel.UseHttp(new Uri(request.Address!), (request.Secret ?? made) is { } secret ? secrets.Protect(secret) : held!, request.FormerEndsAtOnce ? null : change.At + FormerSecretSigns);
                break;
            case ChannelKind.Scim:
                channel.UseScim(new Uri(request.Address!), request.Secret is { } token ? secrets.Protect(token) : held!);
                break;
            case ChannelKind.Formats:
                channel.UseFormats();
                break;
            case ChannelKind.Bus:
                channel.UseBus();
                break;
            case ChannelKind.Folder:
                channel.UseFolder();
                break;
            default:
                channel.UseNothing();
                break;
        }

        await db.SaveAsync(change, ct);
        return new NewChannel(made);
    }

    public Task<Outcome> PauseAsync(string system, ChangeContext change, CancellationToken ct) => TurnAsync(system, c => c.Pause(change.Reason), change, ct);

    public Task<Outcome> ResumeAsync(string system, ChangeContext change, CancellationToken ct) => TurnAsync(system, c => c.Resume(), change, ct);

    private async Task<Outcome> TurnAsync(string system, Action<PartnerChannel> turn, ChangeContext change, CancellationToken ct)
    {
        change.Caller.Demand(Room.FlowMessages, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<PartnerChannel>().SingleOrDefaultAsync(c => c.System == system, ct) is not { } channel)
        {
            return Outcome.Refused("NOT_OPERATED", $"No channel to {system} is operated.");
        }

        turn(channel);
        await db.SaveAsync(change, ct);
        return Outcome.Done;
    }

    private IEnumerable<Refusal> Faults(ConfigureChannel request, bool hasSecret)
    {
        if (Unknown(request.System) is { } unknown)
        {
            yield return unknown;
        }

        if (!NamedFormats.Allows(request.Kind, request.System))
        {
            yield return new Refusal("NO_NAMED_FORMAT", $"No named format is known for {request.System}.", "Named formats", nameof(request.Kind));
        }

        if (request.Kind == ChannelKind.Bus && bus.Refuses is { } off)
        {
            yield return off;
        }

        if (request.Kind is not (ChannelKind.Http or ChannelKind.Scim))
        {
            yield break;
        }

        if (addresses.Refuses(request.Address) is { } refusal)
        {
            yield return refusal;
        }

        if (request.Kind == ChannelKind.Scim)
        {
            if (request.Secret is null ? !hasSecret : request.Secret.Length is < ShortestToken or > LongestToken || !request.Secret.All(c => c is > ' ' and < '\x7f'))
            {
                yield return new Refusal("TOKEN_UNREADABLE", $"The service's token is needed: {ShortestToken} to {LongestToken} characters without a space.", "RFC 6750", nameof(request.Secret));
            }

            yield break;
        }

        if (request.Secret is { } secret && !WebhookSignature.IsSecret(secret))
        {
            yield return new Refusal("SECRET_UNREADABLE", "The secret must be whsec_ and 24 to 64 bytes in base64.", "Standard Webhooks", nameof(request.Secret));
        }
    }

    private static Refusal? Unknown(string system) => system != "SIS" && system != "ESB" && SystemCatalogue.Names.ContainsKey(system)
        ? null
        : new Refusal("UNKNOWN_SYSTEM", $"{system} is not a system of the catalogue.", "System catalogue", "System");
}
