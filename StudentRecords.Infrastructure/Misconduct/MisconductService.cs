using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Misconduct;

/// <summary>Misconduct by hand, under the same contract as F069; referrals with their context (F070); the tariff that advises.</summary>
public sealed class MisconductService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>What recording would do to marks, or why it would be refused. Changes nothing.</summary>
    public async Task<MisconductEffects> PreviewAsync(MisconductTold request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Misconduct, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        var outcome = await ApplyAsync(db, request, false, change, ct);
        return outcome.Succeeded ? await EffectsAsync(db, ct) : new MisconductEffects { Refusals = outcome.Refusals };
    }

    /// <summary>Records a case as it now stands: what is no longer told is reversed by an entry of its own.</summary>
    /// <param name="request">Finding and penalties.</param>
    /// <param name="closes">Nothing more is to come.</param>
    /// <param name="change">Who, when, why.</param>
    /// <param name="ct">Cancels it.</param>
    public async Task<Outcome> RecordAsync(MisconductTold request, bool closes, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Misconduct, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        var outcome = await ApplyAsync(db, request, closes, change, ct);
        if (outcome.Succeeded)
        {
            await db.SaveAsync(change, ct);
            await whole.CommitAsync(ct);
        }

        return outcome;
    }

    /// <summary>Tells Academic Integrity what the record knows of a student as at a day (F070), and opens the case if it is new. The same day twice is refused: that context has been given.</summary>
    public async Task<Outcome<long>> ShareContextAsync(ShareContext request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Misconduct, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        if (await MisconductContext.ReadAsync(db, request.PersonId, request.AsOf, change.At, change.Caller.ReachOf(Room.Misconduct, Level.Change), ct) is not { } context)
        {
            return Outcome<long>.Refused(AdjustmentService.Unknown.Refusals);
        }

        if (string.IsNullOrWhiteSpace(request.Case) || request.Case.Length > 60 || request.Case.Any(char.IsWhiteSpace))
        {
            return Outcome<long>.Refused(new Refusal("CASE", "Give Academic Integrity's reference of the case, without spaces.", "F070", nameof(request.Case)));
        }

        var @case = await db.Set<MisconductCase>().SingleOrDefaultAsync(c => c.Key == request.Case, ct);
        if (@case is not null && @case.PersonId != request.PersonId)
        {
            return Outcome<long>.Refused(new Refusal("OTHER_PERSON", "This case is held for another student.", "F070", nameof(request.Case)));
        }

        if (@case is { IsClosed: true })
        {
            return Outcome<long>.Refused(new Refusal("CASE_CLOSED", "The case is closed; nothing more is given for it.", "F070", nameof(request.Case)));
        }

        var notice = context.Notice(request.Case, request.PersonId, change.At, change.CorrelationId ?? $"referral-{request.Case}");
        if (await db.Set<OutboxMessage>().AnyAsync(m => m.Flow == notice.Flow && m.Key == notice.Key, ct))
        {
            return Outcome<long>.Refused(new Refusal("ALREADY_SHARED", "The context as at this day was given for this case already.", "F070", nameof(request.AsOf)));
        }

        if (@case is null)
        {
            db.Add(@case = new MisconductCase(request.PersonId, request.Case, change.At));
        }

        db.Add(notice);
        await db.SaveAsync(change, ct);
        await whole.CommitAsync(ct);
        return @case.Id;
    }

    /// <summary>What the tariff advises for a case. History counts by itself, and only once the finding is made.</summary>
    public async Task<Outcome<TariffAdvice>> AdviseAsync(AskTariff request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Misconduct, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<MisconductCase>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == request.CaseId, ct) is not { } @case)
        {
            return Outcome<TariffAdvice>.Refused("CASE_UNKNOWN", "There is no such case.");
        }

        if (!@case.IsFound)
        {
            return Outcome<TariffAdvice>.Refused("HISTORY_HIDDEN", "The tariff counts earlier cases, which are hidden until the finding is made. Record the finding first.", "Tariff");
        }

        var earlier = await MisconductQueries.Earlier(db, @case).CountAsync(ct);
        var tariff = await TariffShelf.InForceAsync(db, Domain.Calendar.UkTime.Day(change.At), ct);
        return tariff.Clauses.Advise(earlier, request.Extent, request.Level, request.Value, request.IsDisguised);
    }

    /// <summary>Puts a version of a tariff into the record. The same version with other numbers is refused.</summary>
    public async Task<Outcome> PublishTariffAsync(PublishTariff request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Misconduct, Level.Change);
        var clauses = TariffClauses.Read(request.Clauses);
        if (!clauses.Succeeded)
        {
            return Outcome.Refused(clauses.Refusals);
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var held = await db.Set<PenaltyTariff>().AsNoTracking().SingleOrDefaultAsync(t => t.Code == request.Code && t.TariffVersion == request.Version, ct);
        if (held is not null)
        {
            return held.Clauses == request.Clauses ? Outcome.Done : Outcome.Refused("TARIFF_EXISTS", $"Version {request.Version} of {request.Code} is in use with other numbers; publish a new version.");
        }

        db.Add(new PenaltyTariff { Code = request.Code, TariffVersion = request.Version, Title = request.Title, Clauses = request.Clauses, ValidFrom = request.ValidFrom });
        await db.SaveAsync(change, ct);
        return Outcome.Done;
    }

    private static async Task<Outcome> ApplyAsync(RegistryDbContext db, MisconductTold request, bool closes, ChangeContext change, CancellationToken ct)
    {
        if (AdjustmentService.Faults(change, request.Check) is { Count: > 0 } faults)
        {
            return Outcome.Refused(faults);
        }

        var intake = new MisconductIntake();
        await intake.LoadAsync(db, [request], ct);
        return intake.PersonOf(request.Student) is { } id && await db.Set<Person>().Where(p => p.Id == id).Within(db, change.Caller.ReachOf(Room.Misconduct, Level.Change)).AnyAsync(ct)
            ? AdjustmentService.Told(intake.Apply(db, request, closes, intake.NextVersion(request.Case), change.Caller.Name, change.At))
            : AdjustmentService.Unknown;
    }

    private static async Task<MisconductEffects> EffectsAsync(RegistryDbContext db, CancellationToken ct)
    {
        db.ChangeTracker.DetectChanges();
        var entries = db.ChangeTracker.Entries<PenaltyEntry>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).ToList();
        var effects = new List<PenaltyEffect>();
        foreach (var entry in entries)
        {
            var module = entry.RegistrationId is { } id ? await db.Set<Domain.Enrolment.ModuleRegistration>().Where(r => r.Id == id).Select(r => r.Occurrence.Key).SingleAsync(ct) : null;
            var working = entry.Reverses is null && entry.Treats().Count > 0 ? (await RegistrationWorking.LoadAsync(db, entry.RegistrationId!.Value, ct)).Value : null;
            effects.Add(new PenaltyEffect(entry.Penalty, module, entry.Reverses is not null, entry.State == OutcomeState.Late, working is null ? null : MarkChange.Of(working, entry.Treats())));
        }

        return new MisconductEffects { Penalties = effects };
    }
}
