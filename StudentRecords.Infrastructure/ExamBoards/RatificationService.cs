using System.Data;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Moderation;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Infrastructure.Assessment.Moderation;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.ExamBoards.Appeals;
using StudentRecords.Infrastructure.ExamBoards.Packs;
using StudentRecords.Infrastructure.ExamBoards.Conduct;
using StudentRecords.Infrastructure.ExamBoards.Consequences;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>Ratification: in one transaction the decisions, the locked board, the trail and the messages to other systems.</summary>
public sealed class RatificationService(IDbContextFactory<RegistryDbContext> store, AuditAnchor anchor)
{
    /// <summary>Refused with every reason at once; otherwise nothing under the board changes any more.</summary>
    public async Task<Outcome<RatifiedBoard>> RatifyAsync(RatifyBoard request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.BoardDecisions, Level.Decide);
        await using var db = store.CreateDbContext();
        // Serializable: no mark may slip in between the look at the pack's data and the lock.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, ct);
        var loaded = await BoardDossier.LoadAsync(db, request.BoardId, toChange: false, ct);
        if (loaded.Value is not { } dossier)
        {
            return Outcome<RatifiedBoard>.Refused(loaded.Refusals);
        }

        change.Caller.DemandFor(Room.BoardDecisions, Level.Decide, dossier.Board.Id, dossier.Heading.Faculty);
        var papers = await PapersAsync(db, dossier, request.PackVersion, ct);
        var decisions = dossier.Board.Ratify(papers, change.Caller.Name, change.At);
        if (!decisions.Succeeded)
        {
            return Outcome<RatifiedBoard>.Refused(decisions.Refusals);
        }

        var notices = await NoticesAsync(db, dossier, decisions.Value, request.ReleaseAt, change.CorrelationId ?? $"board-{dossier.Board.Id}", ct);
        if (papers.Waiting is not null)
        {
            await AgreeMarksAsync(db, dossier, decisions.Value, change, ct);
        }

        db.AddRange(decisions.Value);
        db.AddRange(notices);
        db.Add(new ResultRelease(dossier.Board, request.ReleaseAt, change.Caller.Name, change.At));
        await db.SaveAsync(change, ct);

        // The database takes decisions only under a board that sits, so the board is closed over them second.
        dossier.Board.Lock(change.Caller.Name, change.At);
        await db.SaveAsync(change, ct);
        await transaction.CommitAsync(ct);
        var anchored = await anchor.WriteAsync(CancellationToken.None);
        return new RatifiedBoard(decisions.Value.Count, notices.Count, anchored.Refusals.FirstOrDefault()?.Sentence);
    }

    /// <summary>What ratifying now would do, or every reason why it would be refused. Changes nothing.</summary>
    public async Task<Outcome<RatificationPreview>> PreviewAsync(long boardId, int packVersion, Caller caller, DateTimeOffset now, CancellationToken ct = default)
    {
        caller.Demand(Room.BoardDecisions, Level.See);
        await using var db = store.CreateDbContext();
        var loaded = await BoardDossier.LoadAsync(db, boardId, toChange: false, ct);
        if (loaded.Value is not { } dossier)
        {
            return Outcome<RatificationPreview>.Refused(loaded.Refusals);
        }

        caller.DemandFor(Room.BoardDecisions, Level.See, dossier.Board.Id, dossier.Heading.Faculty);
        var decisions = dossier.Board.Ratify(await PapersAsync(db, dossier, packVersion, ct), caller.Name, now);
        var notices = decisions.Value is { } taken ? await NoticesAsync(db, dossier, taken, now, "", ct) : [];
        return new RatificationPreview(decisions.Refusals, [.. notices.CountBy(n => n.Flow).OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => (n.Key, n.Value))]);
    }

    private static async Task<RatificationPapers> PapersAsync(RegistryDbContext db, BoardDossier dossier, int packVersion, CancellationToken ct) => new()
    {
        PackVersion = packVersion,
        DataHash = PackPapers.Hash(PapersOf.Module(dossier).ToJson()),
        Candidates = [.. dossier.Candidates.Values.OrderBy(c => c.CandidateNumber, StringComparer.Ordinal)],
        Results = dossier.Results,
        Waiting = await ModerationReading.WaitingAsync(db, dossier.Board, ct),
        Interests = await InterestReading.StandingAsync(db, dossier.Board.Id, ct),
        Supersedes = await AppealReading.SupersededByAsync(db, dossier.Board.Id, ct),
        Confirmations = await db.Set<ExaminerConfirmation>().AsNoTracking().Where(c => c.BoardId == dossier.Board.Id).ToListAsync(ct),
        AlreadyDecided = await LockedRegistrations.AmongAsync(db, dossier.Candidates.Keys, ct),
    };

    /// <summary>The marks' own last step, saved before the decisions that lock it.</summary>
    private static async Task AgreeMarksAsync(RegistryDbContext db, BoardDossier dossier, List<BoardDecision> decisions, ChangeContext change, CancellationToken ct)
    {
        if (await ModerationReading.ConfirmedAsync(db, dossier.Heading.Id, [.. decisions.Select(d => d.RegistrationId)], ct) is { Count: > 0 } confirmed)
        {
            db.AddRange(confirmed.Select(m => ModerationEntries.AgreedByBoard(m, change.Caller, change.At, change.Reason)));
            await db.SaveAsync(change, ct);
        }
    }

    private static async Task<List<OutboxMessage>> NoticesAsync(RegistryDbContext db, BoardDossier dossier, List<BoardDecision> decisions, DateTimeOffset releaseAt, string correlation, CancellationToken ct)
    {
        var lines = dossier.Registrations.ToDictionary(r => r.Id);
        long[] persons = [.. decisions.Where(d => d.Outcome == BoardOutcome.Withdrawn || d.SupersedesId is not null).Select(d => d.PersonId)];
        var support = await db.Set<PersonIdentifier>().AsNoTracking()
            .Where(i => persons.Contains(i.PersonId) && i.Kind == IdentifierKinds.SupportNumber && i.To == null)
            .Select(i => new { i.PersonId, i.Value }).ToListAsync(ct);
        var numbers = support.ToLookup(s => s.PersonId, s => s.Value);
        var told = await AppealReading.EarlierDecisionsAsync(db, [.. decisions.Where(d => d.SupersedesId is not null).Select(d => d.RegistrationId)], ct);
        long[] superseded = [.. decisions.Select(d => d.SupersedesId).OfType<long>()];
        var first = superseded.Length == 0 ? [] : await db.Set<BoardDecision>().AsNoTracking().Where(d => superseded.Contains(d.Id)).ToDictionaryAsync(d => d.Id, d => d.Outcome, ct);
        var (components, at) = (dossier.Components.Select(c => c.Id).ToList(), decisions.Select(d => d.RatifiedAt).FirstOrDefault());
        var timetabled = (await db.Set<ExamSitting>().Where(s => components.Contains(s.ComponentId) && s.StartsAt > at).Select(s => s.ComponentId).ToListAsync(ct)).ToHashSet();
        List<OutboxMessage> notices = [];
        foreach (var decision in decisions)
        {
            var line = lines[decision.RegistrationId];
            var version = told.GetValueOrDefault(decision.RegistrationId) + 1;
            notices.Add(BoardNotices.GradesPublished(decision, dossier.Heading, line.StudentNumber, version, releaseAt, correlation));
            notices.AddRange(ResitEntries.Of(decision, dossier, line, version, releaseAt, correlation, timetabled));
            if (numbers[decision.PersonId].FirstOrDefault() is { } supportNumber
                && BoardNotices.Circumstance(decision, decision.SupersedesId is { } before ? first[before] : null, line.Status, dossier.Heading, line.StudentNumber, supportNumber, version, correlation) is { } circumstance)
            {
                notices.Add(circumstance);
            }
        }

        return notices;
    }
}
