using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Derivation;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa.Derivation;

/// <summary>The record of some students at a time, as the derivation takes it.</summary>
internal sealed class StudentReader(CollectionDefinition collection, CatalogueReader catalogue)
{
    /// <summary>In the order in which the ids are given.</summary>
    public async Task<IReadOnlyList<StudentFacts>> ReadAsync(RegistryDbContext db, IReadOnlyList<long> persons, CancellationToken ct)
    {
        var people = await db.Set<Person>().AsNoTracking().Include(p => p.Identifiers).Where(p => persons.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var equality = await db.Set<EqualityDeclaration>().AsNoTracking().Where(d => persons.Contains(d.PersonId)).ToDictionaryAsync(d => d.PersonId, ct);
        var sessions = await ScopeOfCollection.Sessions(db, collection).AsNoTrackingWithIdentityResolution()
            .Include(s => s.Engagement).ThenInclude(e => e.Statuses)
            .Where(s => persons.Contains(s.PersonId)).ToListAsync(ct);
        var entries = await db.Set<EntryProfile>().AsNoTracking().Where(e => persons.Contains(e.PersonId)).ToDictionaryAsync(e => e.EngagementId, ct);
        var registrations = await db.Set<ModuleRegistration>().AsNoTracking().Where(r => persons.Contains(r.PersonId)).ToListAsync(ct);
        var decisions = (await db.Set<BoardDecision>().Where(d => persons.Contains(d.PersonId))
            .Select(d => new { d.RegistrationId, d.Outcome, d.RatifiedAt, d.Id }).ToListAsync(ct))
            .GroupBy(d => d.RegistrationId).ToDictionary(g => g.Key, g => g.OrderBy(d => d.RatifiedAt).ThenBy(d => d.Id).Last().Outcome);
        var awards = (await db.Set<AwardDecision>().AsNoTracking()
            .Where(d => persons.Contains(d.PersonId) && (d.Code == AwardCode.Award || d.Code == AwardCode.ExitAward) && !db.Set<AwardDecision>().Any(l => l.SupersedesId == d.Id))
            .OrderBy(d => d.RatifiedAt).Select(d => new { d.EngagementId, d.ResultCode }).ToListAsync(ct)).ToLookup(d => d.EngagementId, d => d.ResultCode);
        var facts = await FactsAsync(db, persons, ct);
        var fees = (await db.Set<FeeStatusDecision>().AsNoTracking().Where(d => persons.Contains(d.PersonId)).ToListAsync(ct)).ToLookup(d => d.EngagementId);
        var languages = (await db.Set<LanguageSkill>().AsNoTracking().Where(f => persons.Contains(f.PersonId) && f.TakenBackOn == null).ToListAsync(ct)).ToLookup(f => f.PersonId);
        var addresses = (await db.Set<TermAddress>().AsNoTracking().Where(a => persons.Contains(a.PersonId)).ToListAsync(ct)).ToLookup(a => a.PersonId);
        var inScope = sessions.Select(s => s.Id).ToHashSet();
        var bySession = registrations.Where(r => inScope.Contains(r.SessionId)).ToLookup(r => r.SessionId, r => new RegistrationFacts(r, catalogue.Occurrence(r), decisions.TryGetValue(r.Id, out var outcome) ? outcome : null));
        var byPerson = sessions.GroupBy(s => s.PersonId).ToDictionary(g => g.Key, g => g.GroupBy(s => s.EngagementId).Select(e => Engagement(e, entries, bySession, facts, fees, awards)).ToList());
        return [.. persons.Select(id => new StudentFacts(people[id], equality.GetValueOrDefault(id), byPerson[id]) { Languages = [.. languages[id]], TermAddresses = [.. addresses[id]] })];
    }

    private static async Task<ILookup<long, ReturnedFact>> FactsAsync(RegistryDbContext db, IReadOnlyList<long> persons, CancellationToken ct)
    {
        List<(long Engagement, ReturnedFact Fact)> facts = [];
        facts.AddRange((await db.Set<PartnerArrangement>().AsNoTracking().Where(f => persons.Contains(f.PersonId) && f.TakenBackOn == null).ToListAsync(ct)).Select(f => (f.EngagementId, (ReturnedFact)f)));
        facts.AddRange((await db.Set<EntryQualification>().AsNoTracking().Where(f => persons.Contains(f.PersonId) && f.TakenBackOn == null).ToListAsync(ct)).Select(f => (f.EngagementId, (ReturnedFact)f)));
        facts.AddRange((await db.Set<EngagementInitiative>().AsNoTracking().Where(f => persons.Contains(f.PersonId) && f.TakenBackOn == null).ToListAsync(ct)).Select(f => (f.EngagementId, (ReturnedFact)f)));
        facts.AddRange((await db.Set<ActivityAway>().AsNoTracking().Where(f => persons.Contains(f.PersonId) && f.TakenBackOn == null).ToListAsync(ct)).Select(f => (f.EngagementId, (ReturnedFact)f)));
        facts.AddRange((await db.Set<ResearchSupervision>().AsNoTracking().Where(f => persons.Contains(f.PersonId) && f.TakenBackOn == null).ToListAsync(ct)).Select(f => (f.EngagementId, (ReturnedFact)f)));
        facts.AddRange((await db.Set<ExchangeVisit>().AsNoTracking().Where(f => persons.Contains(f.PersonId) && f.TakenBackOn == null).ToListAsync(ct)).Select(f => (f.EngagementId, (ReturnedFact)f)));
        facts.AddRange((await db.Set<FinancialSupport>().AsNoTracking().Where(f => persons.Contains(f.PersonId) && f.TakenBackOn == null).ToListAsync(ct)).Select(f => (f.EngagementId, (ReturnedFact)f)));
        return facts.ToLookup(f => f.Engagement, f => f.Fact);
    }

    private EngagementFacts Engagement(IEnumerable<CourseSession> sessions, Dictionary<long, EntryProfile> entries, ILookup<long, RegistrationFacts> registrations, ILookup<long, ReturnedFact> facts,
        ILookup<long, FeeStatusDecision> fees, ILookup<long, string?> awards)
    {
        var all = sessions.ToList();
        var engagement = all[0].Engagement;
        return new EngagementFacts(engagement, entries.GetValueOrDefault(engagement.Id), catalogue.CourseId(engagement),
            [.. all.Select(s => new SessionFacts(s, SessionYear.For(engagement.Start, s.Start), [.. registrations[s.Id]], catalogue.CourseId(s)) { Venue = catalogue.VenueOf(s) })])
        {
            Category = catalogue.CategoryOf(engagement), Facts = [.. facts[engagement.Id]], Programme = catalogue.FactsOf(engagement),
            FeeStatus = fees[engagement.Id].Where(d => d.EffectiveOn <= all.Min(s => s.Start)).MaxBy(d => (d.RecordedAt, d.Id))?.Status, AwardResult = awards[engagement.Id].LastOrDefault(),
        };
    }
}
