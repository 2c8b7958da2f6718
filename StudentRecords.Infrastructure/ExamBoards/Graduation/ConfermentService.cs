using System.Data;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards.Graduation;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.ExamBoards.Letters;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students.Filing;

namespace StudentRecords.Infrastructure.ExamBoards.Graduation;

/// <summary>The awards of a ceremony's whole list are to be conferred on a day.</summary>
public sealed record ConferAwards
{
    public required long CeremonyId { get; init; }

    public required DateOnly? ConferredOn { get; init; }
}

/// <summary>What conferring would do, or every reason why it would be refused.</summary>
/// <param name="Refusals">Empty when the list can be conferred.</param>
/// <param name="Awards">How many of each award and class.</param>
/// <param name="Notices">Messages by flow; the documents among them.</param>
/// <param name="Ending">Studies that are still running and end with the award.</param>
public sealed record ConfermentPreview(IReadOnlyList<Refusal> Refusals, IReadOnlyList<(string Award, string? Class, int Number)> Awards, IReadOnlyList<(string Flow, int Number)> Notices, int Ending);

/// <summary>What was conferred.</summary>
public sealed record ConferredAwards(int Awards, int Documents, int Notices);

/// <summary>
/// Conferment of a ceremony's list: in one transaction the acts of conferment, the ending of studies that still run, certificates and
/// transcripts filed with the archive, and word to whom it concerns. All of the list, or nothing and every reason. Undone by a new act only.
/// </summary>
public sealed class ConfermentService(IDbContextFactory<RegistryDbContext> store, InstitutionProfile institution)
{
    /// <summary>Changes nothing.</summary>
    public async Task<ConfermentPreview> PreviewAsync(ConferAwards request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Graduations, Level.Decide);
        await using var db = store.CreateDbContext();
        var prepared = await PrepareAsync(db, request, change, 0, ct);
        if (prepared.Value is not { } list)
        {
            return new ConfermentPreview(prepared.Refusals, [], [], 0);
        }

        var notices = list.Told.Concat(db.ChangeTracker.Entries<OutboxMessage>().Where(e => e.State == EntityState.Added).Select(e => e.Entity)).Distinct().Select(m => m.Flow).Concat(list.Acts.SelectMany(_ => new[] { "F023", "F023" }));
        return new ConfermentPreview(
            [], [.. list.Acts.GroupBy(a => (a.Award, a.Class)).OrderBy(g => g.Key.Award, StringComparer.Ordinal).ThenBy(g => g.Key.Class, StringComparer.Ordinal).Select(g => (g.Key.Award, g.Key.Class, g.Count()))],
            [.. notices.CountBy(f => f).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => (f.Key, f.Value))], list.Ended);
    }

    public async Task<Outcome<ConferredAwards>> ConferAsync(ConferAwards request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Graduations, Level.Decide);
        await using var db = store.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, ct);
        var listed = await db.Set<Graduand>().CountAsync(g => g.CeremonyId == request.CeremonyId && g.LeftAt == null, ct);
        var first = listed == 0 ? 0 : await NumberSequence.TakeAsync(db, NumberSequence.Certificates, listed, ct);
        var prepared = await PrepareAsync(db, request, change, first, ct);
        if (prepared.Value is not { } list)
        {
            return Outcome<ConferredAwards>.Refused(prepared.Refusals);
        }

        db.AddRange(list.Acts);
        db.AddRange(list.Told);
        await FileAsync(db, list, change, ct);
        var told = db.ChangeTracker.Entries<OutboxMessage>().Count(e => e.State == EntityState.Added);
        await db.SaveAsync(change, ct);
        await transaction.CommitAsync(ct);
        return new ConferredAwards(list.Acts.Count, list.Acts.Count * 2, told);
    }

    /// <summary>Takes one conferment back, with the reason of the change. The act stands beside the first; those who were told are told.</summary>
    public async Task<Outcome> RevokeAsync(long confermentId, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Graduations, Level.Decide);
        await using var db = store.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, ct);
        if (await db.Set<Conferment>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == confermentId && c.Act == ConfermentAct.Conferred, ct) is not { } conferment)
        {
            return Outcome.Refused("NOT_FOUND", "There is no such conferment.");
        }

        if (await db.Set<Conferment>().AnyAsync(c => c.RevokesId == confermentId, ct))
        {
            return Outcome.Refused("REVOKED_ALREADY", $"Certificate {conferment.CertificateNumber} was taken back already.");
        }

        var award = (await GraduationReading.ReadAsync(db, db.Set<Domain.ExamBoards.Awards.AwardDecision>().AsNoTracking().Where(d => d.Id == conferment.AwardDecisionId), ct)).Single();
        var act = conferment.Revoke(UkTime.Day(change.At), change.Reason, change.Caller.Name, change.At);
        db.Add(act);
        db.AddRange(ConfermentNotices.Of(act, award, StepTaking.Correlation(change)));
        foreach (var place in await db.Set<Graduand>().Where(g => g.EngagementId == conferment.EngagementId && g.LeftAt == null).ToListAsync(ct))
        {
            place.Leave("The conferment was taken back", change.Caller.Name, change.At);
        }

        await db.SaveAsync(change, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done;
    }

    private static async Task<Outcome<PreparedList>> PrepareAsync(RegistryDbContext db, ConferAwards request, ChangeContext change, long firstNumber, CancellationToken ct)
    {
        if (await db.Set<Ceremony>().FirstOrDefaultAsync(c => c.Id == request.CeremonyId, ct) is not { } ceremony)
        {
            return Outcome<PreparedList>.Refused("NOT_FOUND", "There is no such ceremony.");
        }

        var awards = await GraduationReading.ReadAsync(db, GraduationQueries.OnTheList(db, ceremony.Id), ct);
        var list = new ListToConfer(ceremony, [.. awards.Select(a => a.Standing)]);
        List<Refusal> refusals = [.. list.Lacking(request.ConferredOn, UkTime.Day(change.At), change.At)];
        if (awards.Count > 0 && !change.Caller.ReachOf(Room.Graduations, Level.Decide).IsEverywhere)
        {
            refusals.Add(new("LIST_OUT_OF_REACH", "A list is conferred as a whole; your role is given for a part of the institution only.", "Access table"));
        }

        if (refusals.Count > 0)
        {
            return Outcome<PreparedList>.Refused(refusals);
        }

        var (ended, faults) = await EndStudiesAsync(db, awards, change, ct);
        if (faults.Count > 0)
        {
            return Outcome<PreparedList>.Refused(faults);
        }

        var acts = list.Confer(request.ConferredOn!.Value, firstNumber, change.Caller.Name, change.At);
        var correlation = StepTaking.Correlation(change);
        return new PreparedList(awards, acts, [.. acts.Zip(awards).SelectMany(p => ConfermentNotices.Of(p.First, p.Second, correlation))], ended, correlation);
    }

    /// <summary>Studies that still run end on the day on which the board decided, or on the day planned where that was earlier.</summary>
    private static async Task<(int Ended, IReadOnlyList<Refusal> Faults)> EndStudiesAsync(RegistryDbContext db, IReadOnlyList<AwardInReach> awards, ChangeContext change, CancellationToken ct)
    {
        var decided = awards.ToDictionary(a => a.Standing.Award.EngagementId);
        long[] ids = [.. decided.Keys];
        var running = await StepTaking.Whole(db).Where(e => ids.Contains(e.Id) && (e.Status == EngagementStatus.Enrolled || e.Status == EngagementStatus.Interrupted)).ToListAsync(ct);
        var taking = new StepTaking(db);
        await taking.LoadAsync(running, [], ct);
        List<Refusal> faults = [];
        foreach (var engagement in running)
        {
            var award = decided[engagement.Id].Standing;
            var day = UkTime.Day(award.Award.RatifiedAt);
            var step = new TakeStep { Step = EnrolmentStep.Complete, EngagementId = engagement.Id, Version = engagement.Version, EffectiveOn = engagement.ExpectedEnd < day ? engagement.ExpectedEnd : day };
            faults.AddRange(taking.Take(engagement, step, change).Refusals.Select(r => r with { Sentence = $"{award.StudentNumber}: {r.Sentence}" }));
        }

        return (running.Count, faults);
    }

    private async Task FileAsync(RegistryDbContext db, PreparedList list, ChangeContext change, CancellationToken ct)
    {
        var transcripts = await TranscriptReading.ReadAsync(db, [.. list.Acts.Select(a => a.EngagementId)], change.At, [.. list.Acts], ct);
        foreach (var (act, award) in list.Acts.Zip(list.Awards))
        {
            var facts = transcripts[act.EngagementId];
            var certificate = CertificatePaper.Render(CertificateFacts.Of(facts, act), institution.Name);
            var transcript = TranscriptPaper.Render(facts, institution, change.At);
            DocumentToFile Of(DocumentType type, string title, byte[] pdf) => new($"{(type == DocumentType.Certificate ? "CERT" : "HEAR")}-{act.CertificateNumber.Replace('/', '-')}", act.PersonId, act.EngagementId, award.Standing.StudentNumber, award.Numhus, type, title, pdf);
            DocumentFiling.File(db, Of(DocumentType.Certificate, $"Certificate {act.CertificateNumber}: {act.Award}", certificate), change.Caller.Name, change.At, list.Correlation);
            DocumentFiling.File(db, Of(DocumentType.Transcript, $"Transcript and achievement report, {award.ProgrammeTitle}", transcript), change.Caller.Name, change.At, list.Correlation);
        }
    }

    private sealed record PreparedList(IReadOnlyList<AwardInReach> Awards, IReadOnlyList<Conferment> Acts, IReadOnlyList<OutboxMessage> Told, int Ended, string Correlation);
}
