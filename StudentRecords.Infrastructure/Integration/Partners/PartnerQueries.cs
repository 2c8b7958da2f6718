using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Bus;
using StudentRecords.Infrastructure.Integration.Files;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Integration.Partners;

/// <summary>Another system and how it is spoken with.</summary>
public sealed record PartnerRow
{
    public required string System { get; init; }
    public required string Name { get; init; }

    /// <summary>Flows that it sends, and flows that it receives.</summary>
    public required int Sends { get; init; }
    public required int Receives { get; init; }
    public required ChannelKind Channel { get; init; }
    public string? Address { get; init; }

    /// <summary>Until when the secret before the present one signs too.</summary>
    public DateTimeOffset? FormerSecretEndsAt { get; init; }
    public string? PausedBecause { get; init; }

    /// <summary>Nothing is sent before, because the receiver was down; null when it is not.</summary>
    public DateTimeOffset? OpenCircuitUntil { get; init; }
    /// <summary>Nothing reaches it, or nothing of it is read.</summary>
    public bool IsDown => OpenCircuitUntil is not null || Trouble is not null;
    public required int ValidKeys { get; init; }
    public required int Queued { get; init; }

    /// <summary>Whether it drops files.</summary>
    public required bool Drops { get; init; }

    /// <summary>Whether the hub reads its messages from the bus.</summary>
    public required bool IsReadFromBus { get; init; }

    /// <summary>What is wrong with the way over the bus that it uses; null when nothing is, or it uses none.</summary>
    public BusTrouble? Trouble { get; init; }
}

/// <summary>A key as the page shows it.</summary>
public sealed record CredentialRow(long Id, string KeyId, DateTimeOffset ValidFrom, DateTimeOffset? ValidTo, bool IsValid);

/// <summary>Reads about the other systems; secrets are never read.</summary>
public sealed class PartnerQueries
{
    private static readonly Sorting<PartnerRow> Sorts = Sorting<PartnerRow>.WithKey(p => p.System)
        .By("system", p => p.System).By("name", p => p.Name).By("channel", p => p.Channel).By("keys", p => p.ValidKeys).By("queued", p => p.Queued).By("sends", p => p.Sends).By("receives", p => p.Receives);

    private readonly IDbContextFactory<RegistryDbContext> store;
    private readonly Circuits circuits;
    private readonly HubFolders folders;
    private readonly BusStanding bus;
    private readonly TimeProvider clock;

    internal PartnerQueries(IDbContextFactory<RegistryDbContext> store, Circuits circuits, HubFolders folders, BusStanding bus, TimeProvider clock) => (this.store, this.circuits, this.folders, this.bus, this.clock) = (store, circuits, folders, bus, clock);

    /// <summary>Filters: <c>channel</c>.</summary>
    public async Task<TablePage<PartnerRow>> ListAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        var rows = await AllAsync(caller, ct);
        return rows.Where(p => query.Search.Length == 0 || $"{p.System} {p.Name}".Contains(query.Search, StringComparison.OrdinalIgnoreCase))
            .Where(p => query.Filter<ChannelKind>("channel") is not { } kind || p.Channel == kind)
            .ToList().ToPage(query, Sorts);
    }

    /// <summary>Null when the catalogue has no such system.</summary>
    public async Task<PartnerRow?> FindAsync(string system, Caller caller, CancellationToken ct = default) => (await AllAsync(caller, ct)).FirstOrDefault(p => p.System == system);

    /// <summary>A system's keys, the newest first.</summary>
    public async Task<IReadOnlyList<CredentialRow>> CredentialsAsync(string system, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.FlowMessages, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        return [.. (await db.Set<PartnerCredential>().AsNoTracking().Where(c => c.System == system).OrderByDescending(c => c.Id).ToListAsync(ct)).Select(c => new CredentialRow(c.Id, c.KeyId, c.ValidFrom, c.ValidTo, c.ValidAt(now)))];
    }

    private async Task<IReadOnlyList<PartnerRow>> AllAsync(Caller caller, CancellationToken ct)
    {
        caller.Demand(Room.FlowMessages, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var channels = await db.Set<PartnerChannel>().AsNoTracking().ToDictionaryAsync(c => c.System, ct);
        var keys = (await db.Set<PartnerCredential>().AsNoTracking().ToListAsync(ct)).Where(c => c.ValidAt(now)).ToLookup(c => c.System);
        var queued = await db.Set<OutboxMessage>().Where(m => m.State == OutboxState.Unsent).GroupBy(m => m.Destination).Select(g => new { System = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.System, g => g.Count, ct);
        var drops = folders.Open().Select(f => f.System).ToHashSet();
        return [.. SystemCatalogue.Names.Where(s => s.Key is not ("SIS" or "ESB")).Select(s => new PartnerRow
        {
            System = s.Key, Name = s.Value,
            Sends = FlowCatalogue.All.Count(f => f.Direction == FlowDirection.In && f.From == s.Key), Receives = FlowCatalogue.All.Count(f => f.Direction == FlowDirection.Out && f.To == s.Key),
            Channel = channels.GetValueOrDefault(s.Key)?.Kind ?? ChannelKind.None, Address = channels.GetValueOrDefault(s.Key)?.Address, FormerSecretEndsAt = channels.GetValueOrDefault(s.Key)?.FormerSecretEndsAt is { } ends && ends > now ? ends : null, PausedBecause = channels.GetValueOrDefault(s.Key)?.PausedBecause,
            OpenCircuitUntil = circuits.Of(s.Key).OpenUntil is { } until && until > now ? until : null,
            ValidKeys = keys[s.Key].Count(), Queued = queued.GetValueOrDefault(s.Key), Drops = drops.Contains(s.Key),
            IsReadFromBus = bus.Settings.Reads.Contains(s.Key), Trouble = (channels.GetValueOrDefault(s.Key)?.Kind == ChannelKind.Bus ? bus.Sending : null) ?? bus.Reading(s.Key),
        })];
    }
}
