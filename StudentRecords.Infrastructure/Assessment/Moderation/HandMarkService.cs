using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Assessment.Moderation;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Assessment.Moderation;

/// <summary>Marks typed in by hand, by candidate number: of examinations that no learning environment knows. A correction is a new mark and begins its way anew.</summary>
public sealed class HandMarkService(IDbContextFactory<RegistryDbContext> store)
{
    private const string Clause = "F016";

    /// <summary>All of the marks or none. Gives how many were new or other than before.</summary>
    public async Task<Outcome<int>> EnterAsync(EnterMarks request, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        await using var transaction = await db.BeginAsync(ct);
        if (!await ModerationDoor.ReachesAsync(db, request.ComponentId, change.Caller, Room.Marks, Level.Change, ct))
        {
            return Outcome<int>.Refused(ModerationDoor.NotFound.Refusals);
        }

        var component = await db.Set<AssessmentComponent>().AsNoTracking().SingleAsync(c => c.Id == request.ComponentId, ct);
        var (byNumber, held, byHand, locked) = await HeldAsync(db, component, request.Attempt, ct);
        var refusals = Faults(request, byNumber, held, byHand, locked);
        if (refusals.Count > 0)
        {
            return Outcome<int>.Refused(refusals);
        }

        var entered = 0;
        foreach (var (number, score) in request.Scores)
        {
            var registration = byNumber[number];
            var current = held[registration.Id].FirstOrDefault(m => m.IsCurrent);
            if (current?.Score == score)
            {
                continue;
            }

            current?.Supersede();
            var mark = new Mark(registration, component, request.Attempt, held[registration.Id].Select(m => m.MarkVersion).DefaultIfEmpty(0).Max() + 1, score, current?.SubmittedOn, false, change.Caller.Name);
            db.AddRange(mark, ModerationEntries.EnteredByHand(mark, change.Caller, change.At, change.Reason));
            entered++;
        }

        if (entered > 0)
        {
            await db.SaveAsync(change, ct);
            await transaction.CommitAsync(ct);
        }

        return entered;
    }

    /// <summary>Every candidate of the occurrence's board with the mark that stands, by number.</summary>
    public async Task<IReadOnlyList<HandMark>> ToEnterAsync(long componentId, int attempt, Caller caller, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        if (!await ModerationDoor.ReachesAsync(db, componentId, caller, Room.Marks, Level.Change, ct))
        {
            return [];
        }

        var component = await db.Set<AssessmentComponent>().AsNoTracking().SingleAsync(c => c.Id == componentId, ct);
        var (byNumber, held, byHand, locked) = await HeldAsync(db, component, attempt, ct);
        return [.. byNumber.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => (n.Key, n.Value.Id, Mark: held[n.Value.Id].FirstOrDefault(m => m.IsCurrent)))
            .Select(n => new HandMark(n.Key, n.Mark?.Score, n.Mark?.Source, locked.Contains(n.Id)) { IsFromElsewhere = n.Mark is not null && !byHand.Contains(n.Mark.Id) })];
    }

    private static List<Refusal> Faults(EnterMarks request, Dictionary<string, ModuleRegistration> byNumber, ILookup<long, Mark> held, HashSet<long> byHand, HashSet<long> locked)
    {
        List<Refusal> refusals = [];
        void Say(string code, string words, IEnumerable<string> numbers)
        {
            if (numbers.Order(StringComparer.Ordinal).ToList() is { Count: > 0 } some)
            {
                refusals.Add(new(code, $"{words}: {string.Join(", ", some.Take(10))}{(some.Count > 10 ? $" and {some.Count - 10} more" : "")}.", Clause));
            }
        }

        if (request.Scores.Count == 0 || request.Attempt is < 1 or > 20)
        {
            refusals.Add(new("NO_MARKS", "Give at least one mark, and an attempt from 1 to 20.", Clause));
        }

        Say("NOT_CANDIDATE", "No candidate of this module's board", request.Scores.Keys.Where(n => !byNumber.ContainsKey(n)));
        Say("MARK_RANGE", "A mark lies between 0 and 100", request.Scores.Where(s => s.Value is < 0 or > 100).Select(s => s.Key));
        var known = request.Scores.Keys.Where(byNumber.ContainsKey).ToList();
        Say(LockedRegistrations.Code, "A board has ratified the result", known.Where(n => locked.Contains(byNumber[n].Id)));
        Say("MARK_FROM_ELSEWHERE", "Given by another system, which alone corrects it", known.Where(n => held[byNumber[n].Id].Any(m => m.IsCurrent && !byHand.Contains(m.Id))));
        return refusals;
    }

    private static async Task<(Dictionary<string, ModuleRegistration> ByNumber, ILookup<long, Mark> Held, HashSet<long> ByHand, HashSet<long> Locked)> HeldAsync(RegistryDbContext db, AssessmentComponent component, int attempt, CancellationToken ct)
    {
        var numbers = await ModerationReading.NumbersAsync(db, component.OccurrenceId, ct);
        var registrations = await db.Set<ModuleRegistration>().AsNoTracking().Where(r => r.OccurrenceId == component.OccurrenceId && r.Status == RegistrationStatus.Registered).ToListAsync(ct);
        var held = await db.Set<Mark>().Where(m => m.ComponentId == component.Id && m.Attempt == attempt).ToListAsync(ct);
        var byHand = await db.Set<ModerationEntry>().Where(e => e.ComponentId == component.Id && e.Act == ModerationAct.Entered).Select(e => e.MarkId).ToHashSetAsync(ct);
        var byNumber = registrations.Where(r => numbers.ContainsKey(r.Id)).ToDictionary(r => numbers[r.Id]);
        return (byNumber, held.ToLookup(m => m.RegistrationId), byHand, await LockedRegistrations.AmongAsync(db, [.. registrations.Select(r => r.Id)], ct));
    }
}
