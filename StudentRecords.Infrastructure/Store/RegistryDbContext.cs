using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Access;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Enrolment.Registration;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Quarantine;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Store.Conventions;
using StudentRecords.Infrastructure.Store.Locks;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Store;

/// <summary>
/// The record's unit of work. <see cref="SaveAsync(ChangeContext, CancellationToken)"/> is the only way to change it: one
/// transaction holds the change, its audit entries and the outgoing messages.
/// </summary>
public abstract class RegistryDbContext(DbContextOptions options) : IdentityUserContext<RegistryUser, long>(options)
{
    private bool saving;

    /// <summary>What the unit of work could not settle and leaves to a person, in sentences for whoever previews it. Not saved.</summary>
    internal List<string> Remarks { get; } = [];

    /// <summary>Where a unit of the hub gathers what its saves bring, for the messages that wait for it; null leaves them to the sweep.</summary>
    internal HashSet<string>? Arrived { get; set; }

    /// <summary>For whom the unit may read and nothing more, for the time being; null lets it write. <see cref="ReadOnlyUnits"/> sees to it.</summary>
    internal string? OnlyReadsFor { get; set; }

    internal static string MayChangeNothing(string whom) => $"{whom} runs between two other systems and may change nothing in the record.";

    /// <summary>Opens the write transaction early, for use cases that must read under the lock (number sequences, batches).</summary>
    public Task<IDbContextTransaction> BeginAsync(CancellationToken ct = default) => Database.BeginTransactionAsync(ct);

    /// <summary>Saves everything that was changed, told in the trail as one act.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else saved one of the rows in the meantime.</exception>
    public Task SaveAsync(ChangeContext change, CancellationToken ct = default) => SaveAsync(change, null, ct);

    /// <summary>Saves a batch in which each person's changes have a cause of their own; <paramref name="change"/> tells the rest.</summary>
    public async Task SaveAsync(ChangeContext change, IReadOnlyDictionary<long, ChangeContext>? byPerson, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(change.Reason))
        {
            throw new ArgumentException("A change needs a reason.", nameof(change));
        }

        await using var own = Database.CurrentTransaction is null ? await BeginAsync(ct) : null;
        ChangeTracker.DetectChanges();
        var detect = ChangeTracker.AutoDetectChangesEnabled;
        ChangeTracker.AutoDetectChangesEnabled = false;
        saving = true;
        var (outgoing, words) = (new RowsAside<OutboxMessage>(this), new RowsAside<PersonWord>(this));
        try
        {
            if (await WaitingLists.PromoteAsync(this, change, ct) is { Count: > 0 } given)
            {
                byPerson = given.Concat((byPerson ?? given).Where(p => !given.ContainsKey(p.Key))).ToDictionary();
            }

            await Distribution.TellAsync(this, change, byPerson, ct);
            await ParkedMessages.WakeAsync(this, change.At, ct);
            await RecordLocks.RefuseAsync(this, ct);
            VersionStamp.Raise(ChangeTracker);
            await OutboxLanes.TakePlacesAsync(this, ct);
            await NameIndex.KeepAsync(this, ct);
            await AuditTrail.WriteAsync(this, change, byPerson, ct);
            outgoing.Take();
            words.Take();
            await base.SaveChangesAsync(true, ct);
            await outgoing.WriteAsync(ct);
            await words.WriteAsync(ct);
        }
        catch
        {
            outgoing.GiveBack();
            words.GiveBack();
            throw;
        }
        finally
        {
            saving = false;
            ChangeTracker.AutoDetectChangesEnabled = detect;
        }

        if (own is not null)
        {
            await own.CommitAsync(ct);
        }
    }

    /// <summary>Only rows that are no part of the record (sign-in bookkeeping, jobs, inbox states) may be saved without a change context.</summary>
    /// <exception cref="InvalidOperationException">A row of the record was changed without saying who and why.</exception>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (!saving)
        {
            RefuseUnaudited();
        }

        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RefuseUnaudited();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <summary>Takes an exclusive hold of the trail's head until the transaction ends.</summary>
    internal abstract Task LockTrailAsync(CancellationToken ct);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(RegistryDbContext).Assembly);
        RecordConventions.Apply(builder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<string>().HaveMaxLength(200);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<decimal>().HavePrecision(14, 4);
    }

    private void RefuseUnaudited()
    {
        var unaudited = ChangeTracker.Entries().FirstOrDefault(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && e.Metadata.IsAudited());
        if (unaudited is not null)
        {
            throw new InvalidOperationException($"{unaudited.Metadata.ClrType.Name} was changed without a change context; use SaveAsync.");
        }
    }
}
