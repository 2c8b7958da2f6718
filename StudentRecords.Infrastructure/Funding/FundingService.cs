using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Funding;

/// <summary>Who pays for whom: awards and fee statuses. Each change posts at once what it does to the charges; a preview runs the same code and does not save.</summary>
public sealed class FundingService(IDbContextFactory<RegistryDbContext> store)
{
    public Task<ChangeEffects> PreviewAwardAsync(GiveAward request, ChangeContext change, CancellationToken ct = default) => PreviewAsync(change, db => GiveAsync(db, request, change, ct), ct);

    public Task<Outcome> AwardAsync(GiveAward request, ChangeContext change, CancellationToken ct = default) => SaveAsync(change, db => GiveAsync(db, request, change, ct), ct);

    public Task<Outcome> EndAwardAsync(EndAward request, ChangeContext change, CancellationToken ct = default) => SaveAsync(change, db => EndAsync(db, request, change, ct), ct);

    public Task<ChangeEffects> PreviewFeeStatusAsync(DecideFeeStatus request, ChangeContext change, CancellationToken ct = default) => PreviewAsync(change, db => DecideAsync(db, request, change, ct), ct);

    public Task<Outcome> DecideFeeStatusAsync(DecideFeeStatus request, ChangeContext change, CancellationToken ct = default) => SaveAsync(change, db => DecideAsync(db, request, change, ct), ct);

    /// <summary>Takes an overpayment off the work list.</summary>
    public Task<Outcome> SettleAsync(SettleNotice request, ChangeContext change, CancellationToken ct = default) => SaveAsync(change, async db =>
    {
        if (await db.Set<LoanNotice>().SingleOrDefaultAsync(n => n.Id == request.NoticeId, ct) is not { } notice)
        {
            return Outcome.Refused("NOTICE_UNKNOWN", "There is no such notice.");
        }

        var outcome = notice.Settle(UkTime.Day(change.At), change.Reason);
        return outcome.Succeeded && notice.Version != request.Version ? Changed : outcome;
    }, ct);

    /// <summary>Every reason why a person cannot enter such an award.</summary>
    internal static IReadOnlyList<Refusal> ByHand(AwardKind kind, AwardTerms terms)
    {
        List<Refusal> faults = [.. terms.Faults()];
        if (kind is AwardKind.Studentship or AwardKind.Loan)
        {
            faults.Add(new("AWARD_BY_FLOW", "Studentships come by F040 and loans by F050; a person enters scholarships and sponsors.", "F040", "Kind"));
        }

        if (kind == AwardKind.Scholarship && string.IsNullOrWhiteSpace(terms.Code))
        {
            faults.Add(new("CODE_MISSING", "Give the scholarship's code.", Field: "Code"));
        }

        return faults;
    }

    private static async Task<Outcome> GiveAsync(RegistryDbContext db, GiveAward request, ChangeContext change, CancellationToken ct)
    {
        if (ByHand(request.Kind, request.Terms) is { Count: > 0 } faults)
        {
            return Outcome.From(faults);
        }

        if (await EngagementAsync(db, request.EngagementId, change, ct) is not { } engagement)
        {
            return Unknown;
        }

        var award = new FundingAward(engagement, request.Kind, "SIS", $"DESK-{RecordId.Next()}", request.Terms, 1);
        db.Add(award);
        var fees = await LoadAsync(db, engagement, ct);
        fees.Awarded(award);
        fees.Assess(db, engagement, change.At, Correlation(change));
        return Outcome.Done;
    }

    private static async Task<Outcome> EndAsync(RegistryDbContext db, EndAward request, ChangeContext change, CancellationToken ct)
    {
        if (await db.Set<FundingAward>().SingleOrDefaultAsync(a => a.Id == request.AwardId, ct) is not { } award || await EngagementAsync(db, award.EngagementId, change, ct) is not { } engagement)
        {
            return Outcome.Refused("AWARD_UNKNOWN", "There is no such award, or your roles do not reach it.");
        }

        if (award.Version != request.Version)
        {
            return Changed;
        }

        award.End(request.LastDay, change.Reason, award.SourceVersion + 1);
        var fees = await LoadAsync(db, engagement, ct);
        fees.Assess(db, engagement, change.At, Correlation(change));
        return Outcome.Done;
    }

    private static async Task<Outcome> DecideAsync(RegistryDbContext db, DecideFeeStatus request, ChangeContext change, CancellationToken ct)
    {
        if (await EngagementAsync(db, request.EngagementId, change, ct) is not { } engagement)
        {
            return Unknown;
        }

        var decision = new FeeStatusDecision(engagement, request.Status, request.EffectiveOn, change.At, change.Reason);
        db.Add(decision);
        var fees = await LoadAsync(db, engagement, ct);
        fees.Decided(decision);
        fees.Assess(db, engagement, change.At, Correlation(change));
        return Outcome.Done;
    }

    private static async Task<FeeAssessment> LoadAsync(RegistryDbContext db, Engagement engagement, CancellationToken ct)
    {
        var fees = new FeeAssessment();
        await fees.LoadAsync(db, [engagement], ct);
        return fees;
    }

    private static Task<Engagement?> EngagementAsync(RegistryDbContext db, long id, ChangeContext change, CancellationToken ct)
    {
        var programmes = db.Set<Programme>().Within(change.Caller.ReachOf(Room.Money, Level.Change)).Select(p => p.Id);
        return db.Set<Engagement>().SingleOrDefaultAsync(e => e.Id == id && programmes.Contains(e.ProgrammeId), ct);
    }

    private async Task<ChangeEffects> PreviewAsync(ChangeContext change, Func<RegistryDbContext, Task<Outcome>> apply, CancellationToken ct)
    {
        change.Caller.Demand(Room.Money, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        var outcome = await apply(db);
        return outcome.Succeeded ? UnsavedEffects.Read(db) : new ChangeEffects { Refusals = outcome.Refusals };
    }

    private async Task<Outcome> SaveAsync(ChangeContext change, Func<RegistryDbContext, Task<Outcome>> apply, CancellationToken ct)
    {
        change.Caller.Demand(Room.Money, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        var outcome = await apply(db);
        if (!outcome.Succeeded)
        {
            return outcome;
        }

        try
        {
            await db.SaveAsync(change, ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Changed;
        }

        await whole.CommitAsync(ct);
        return outcome;
    }

    private static string Correlation(ChangeContext change) => change.CorrelationId ?? $"{change.Act}-{RecordId.Next()}";

    private static Outcome Unknown => Outcome.Refused("ENGAGEMENT_UNKNOWN", "There is no such engagement, or your roles do not reach it.");

    private static Outcome Changed => Outcome.Refused("CHANGED_MEANWHILE", "It was changed while you decided; look at it again before you go on.", "Concurrent edit");
}
