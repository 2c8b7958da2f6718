using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>Engagements beside their status: a further one of somebody known, the next year, the sponsor's mark.</summary>
public sealed class EngagementService(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Refusal Unknown = new("ENGAGEMENT_UNKNOWN", "There is no such engagement, or your roles do not reach it.");
    private static readonly Outcome Meanwhile = Outcome.Refused("CHANGED_MEANWHILE", "The engagement was changed while you decided; look at it again before you go on.", "Concurrent edit");

    /// <summary>Expects somebody who is known on a further programme. The person and the SID stay, the engagement number is new; its id.</summary>
    public async Task<Outcome<long>> OpenAsync(OpenEngagement request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Enrolments, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        var reach = change.Caller.ReachOf(Room.Enrolments, Level.Change);
        var person = await db.Set<Person>().Include(p => p.Identifiers).Where(p => p.Id == request.PersonId).Within(db, change.Caller.ReachOf(Room.Persons, Level.See)).SingleOrDefaultAsync(ct);
        if (person is null)
        {
            return Outcome<long>.Refused("PERSON_UNKNOWN", "There is no such person, or your roles do not reach them.");
        }

        var programme = await db.Set<Programme>().Include(p => p.Versions).SingleOrDefaultAsync(p => p.Code == request.Programme, ct);
        var venue = request.Venue is null ? null : await db.Set<Venue>().SingleOrDefaultAsync(v => v.Key == request.Venue, ct);
        var others = await db.Set<Engagement>().Where(e => e.PersonId == person.Id).ToListAsync(ct);
        var refusals = Faults(request, person, programme, venue, others, reach).ToList();
        if (refusals.Count > 0)
        {
            return Outcome<long>.Refused(refusals);
        }

        var numbers = others.Select(e => int.TryParse(e.Numhus.Split('-')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0);
        var engagement = new Engagement(person, programme!, TransferTo.VersionIn(programme!, request.Start)!, $"{person.StudentNumber}-{numbers.DefaultIfEmpty().Max() + 1}", request.Start, request.ExpectedEnd, request.Mode, change.At);
        engagement.Sponsor(request.IsSponsored);
        engagement.StudyAt(venue);
        var profile = new EntryProfile(engagement);
        profile.Describe(new EntryDetails { HomeCountry = person.HomeCountry, HomePostcode = person.HomePostcode });
        db.AddRange(engagement, profile);
        await db.SaveAsync(change, ct);
        return engagement.Id;
    }

    /// <summary>What re-enrolling would do, or every reason against it.</summary>
    public async Task<ChangeEffects> PreviewReEnrolAsync(ReEnrol request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Enrolments, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        var outcome = await ReEnrolAsync(db, request, change, ct);
        return outcome.Succeeded ? UnsavedEffects.Read(db) : new ChangeEffects { Refusals = outcome.Refusals };
    }

    /// <summary>Opens the session of a further year.</summary>
    public Task<Outcome> ReEnrolAsync(ReEnrol request, ChangeContext change, CancellationToken ct = default) =>
        SaveAsync(db => ReEnrolAsync(db, request, change, ct), change, ct);

    /// <summary>
    /// Says whether the institution sponsors the student's visa on this engagement. For who is still to come the save asks for a CAS (F051); who
    /// is no longer sponsored needs no permission to study, and is enrolled where that was all that stood in the way.
    /// </summary>
    public Task<Outcome> SponsorAsync(long engagementId, long version, bool isSponsored, ChangeContext change, CancellationToken ct = default) => SaveAsync(
        async db =>
        {
            var found = await FindAsync(db, engagementId, version, change, ct);
            if (found.Value is not { } engagement || engagement.IsSponsored == isSponsored)
            {
                return found;
            }

            engagement.Sponsor(isSponsored);
            if (!isSponsored)
            {
                var activation = new Activation();
                await activation.LoadAsync(db, [engagement.PersonId], ct);
                activation.Try(db, engagement.PersonId, UkTime.Day(change.At), change.At, StepTaking.Correlation(change));
            }

            return found;
        },
        change, ct);

    private async Task<Outcome> SaveAsync(Func<RegistryDbContext, Task<Outcome>> apply, ChangeContext change, CancellationToken ct)
    {
        change.Caller.Demand(Room.Enrolments, Level.Change);
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
            await whole.CommitAsync(ct);
            return outcome;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Meanwhile;
        }
    }

    private static async Task<Outcome> ReEnrolAsync(RegistryDbContext db, ReEnrol request, ChangeContext change, CancellationToken ct)
    {
        var found = await FindAsync(db, request.EngagementId, request.Version, change, ct);
        if (!found.Succeeded)
        {
            return found;
        }

        if (!AcademicYear.TryParse(request.Year, out var year))
        {
            return Outcome.Refused(new Refusal("YEAR_UNREADABLE", $"“{request.Year}” is no academic year such as 2026/27.", null, "Year"));
        }

        var work = new ReEnrolling(db);
        await work.LoadAsync([found.Value], ct);
        return work.Take(found.Value, year, request.YearOfProgramme, request.Load, change);
    }

    private static async Task<Outcome<Engagement>> FindAsync(RegistryDbContext db, long id, long version, ChangeContext change, CancellationToken ct)
    {
        var engagement = await StepTaking.Whole(db).SingleOrDefaultAsync(e => e.Id == id, ct);
        return engagement is null || !change.Caller.ReachOf(Room.Enrolments, Level.Change).Covers(engagement.Programme.Faculty, engagement.Programme.Code) ? Outcome<Engagement>.Refused(Unknown)
            : engagement.Version != version ? Outcome<Engagement>.Refused(Meanwhile.Refusals)
            : engagement;
    }

    private static IEnumerable<Refusal> Faults(OpenEngagement request, Person person, Programme? programme, Venue? venue, List<Engagement> others, Reach reach)
    {
        if (person.DiedOn is { } died)
        {
            yield return new("DECEASED", $"The student died on {died:d MMM yyyy}.", StatusTable.Clause);
        }

        if (programme is null || !reach.Covers(programme.Faculty, programme.Code))
        {
            yield return new("PROGRAMME_UNKNOWN", $"There is no programme {request.Programme} in the catalogue, or your roles do not reach it.", "F001", "Programme");
            yield break;
        }

        if (programme.IsRetired)
        {
            yield return new("RETIRED", $"{programme.Code} is closed to new students; the catalogue team owns it (F001).", "F001", "Programme");
        }

        if (TransferTo.VersionIn(programme, request.Start) is null)
        {
            yield return new("NOT_IN_THAT_YEAR", $"{programme.Code} does not exist in {AcademicYear.Of(request.Start)}.", "F001", "Programme");
        }

        if (others.Find(e => e.ProgrammeId == programme.Id && e.IsOpen) is { } same)
        {
            yield return new("ALREADY_ON_IT", $"The student is on {programme.Code} already, {same.Numhus}, {StatusTable.Word(same.Status)}.", StatusTable.Clause, "Programme");
        }

        if (request.Mode is not ("01" or "02" or "03" or "31"))
        {
            yield return new("MODE_UNKNOWN", $"'{request.Mode}' is no mode of study; it is 01, 02, 03 or 31.", "HESA SCSMODE", "Mode");
        }

        if (request.ExpectedEnd <= request.Start)
        {
            yield return new("END_BEFORE_START", "The expected end must be after the start.", "HESA ENGEXPECTEDENDDATE", "ExpectedEnd");
        }

        if (request.Venue is not null && venue is null)
        {
            yield return new("VENUE_UNKNOWN", $"There is no venue {request.Venue}.", "HESA VENUEID", "Venue");
        }
    }
}
