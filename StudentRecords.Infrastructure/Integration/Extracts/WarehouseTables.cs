using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Extracts;

/// <summary>A row of the record as the warehouse keeps it.</summary>
/// <param name="Id">The record's own, by which it is known whether the row has changed since it went.</param>
/// <param name="Fields">Just what is published of it.</param>
internal sealed record WarehouseRow(long Id, object Fields);

/// <summary>A table that the warehouse keeps (F029): whole, and then whatever has changed. Nothing of special categories is in one; those leave in the return (F047) and nowhere else. People go under their student number, without name or address.</summary>
internal abstract class WarehouseTable(string name)
{
    public static readonly IReadOnlyList<WarehouseTable> All = [new Students(), new EngagementStatuses(), new Registrations(), new Results(), new Awards()];

    public string Name => name;

    /// <summary>The rows after the one with this id, in the order of their ids.</summary>
    public abstract Task<List<WarehouseRow>> ReadAsync(RegistryDbContext db, long after, int most, CancellationToken ct);

    /// <summary>Who has or had an engagement: HESA SEXID, NATION and PERMADDCOUNTRY, and of the birthday the year.</summary>
    private sealed class Students() : WarehouseTable("Student")
    {
        public override async Task<List<WarehouseRow>> ReadAsync(RegistryDbContext db, long after, int most, CancellationToken ct) =>
            (await (from p in db.Set<Person>().AsNoTracking()
                    where p.Id > after && db.Set<Engagement>().Any(e => e.PersonId == p.Id)
                    orderby p.Id
                    select new { p.Id, p.StudentNumber, p.DateOfBirth, p.LegalSex, p.Nationality, p.HomeCountry })
                .Take(most).ToListAsync(ct)).ConvertAll(p => new WarehouseRow(p.Id, new { student = p.StudentNumber, yearOfBirth = p.DateOfBirth?.Year, sex = p.LegalSex, nationality = p.Nationality, domicile = p.HomeCountry }));
    }

    private sealed class EngagementStatuses() : WarehouseTable("EngagementStatus")
    {
        public override async Task<List<WarehouseRow>> ReadAsync(RegistryDbContext db, long after, int most, CancellationToken ct) =>
            (await (from s in db.Set<StatusEntry>().AsNoTracking()
                    join p in db.Set<Person>() on s.PersonId equals p.Id
                    where s.Id > after
                    orderby s.Id
                    select new { s.Id, Fields = new { student = p.StudentNumber, engagement = s.Engagement.Numhus, programme = s.Engagement.Programme.Code, place = s.Ordinal, status = s.Status, effectiveOn = s.EffectiveOn, recordedAt = s.RecordedAt, corrects = s.Corrects, isUndone = s.IsUndone } })
                .Take(most).ToListAsync(ct)).ConvertAll(r => new WarehouseRow(r.Id, r.Fields));
    }

    private sealed class Registrations() : WarehouseTable("ModuleRegistration")
    {
        public override async Task<List<WarehouseRow>> ReadAsync(RegistryDbContext db, long after, int most, CancellationToken ct) =>
            (await (from r in db.Set<ModuleRegistration>().AsNoTracking()
                    join p in db.Set<Person>() on r.PersonId equals p.Id
                    where r.Id > after
                    orderby r.Id
                    select new { r.Id, Fields = new { student = p.StudentNumber, engagement = r.Engagement.Numhus, moduleRun = r.Occurrence.Key, academicYear = r.Occurrence.AcademicYear, status = r.Status, registeredOn = r.RegisteredOn, withdrawnOn = r.WithdrawnOn, attempt = r.Attempt } })
                .Take(most).ToListAsync(ct)).ConvertAll(r => new WarehouseRow(r.Id, r.Fields));
    }

    private sealed class Results() : WarehouseTable("ModuleResult")
    {
        public override async Task<List<WarehouseRow>> ReadAsync(RegistryDbContext db, long after, int most, CancellationToken ct) =>
            (await (from d in db.Set<BoardDecision>().AsNoTracking()
                    join r in db.Set<ModuleRegistration>() on d.RegistrationId equals r.Id
                    join p in db.Set<Person>() on d.PersonId equals p.Id
                    where d.Id > after
                    orderby d.Id
                    select new { d.Id, Fields = new { decision = d.Id, supersedes = d.SupersedesId, student = p.StudentNumber, engagement = r.Engagement.Numhus, moduleRun = r.Occurrence.Key, outcome = d.Outcome, grade = d.Grade, mark = d.OverallMark, ratifiedAt = d.RatifiedAt } })
                .Take(most).ToListAsync(ct)).ConvertAll(r => new WarehouseRow(r.Id, r.Fields));
    }

    private sealed class Awards() : WarehouseTable("AwardDecision")
    {
        public override async Task<List<WarehouseRow>> ReadAsync(RegistryDbContext db, long after, int most, CancellationToken ct) =>
            (await (from d in db.Set<AwardDecision>().AsNoTracking()
                    join e in db.Set<Engagement>() on d.EngagementId equals e.Id
                    join p in db.Set<Person>() on d.PersonId equals p.Id
                    where d.Id > after
                    orderby d.Id
                    select new { d.Id, Fields = new { decision = d.Id, supersedes = d.SupersedesId, student = p.StudentNumber, engagement = e.Numhus, academicYear = d.AcademicYear, yearOfProgramme = d.YearOfProgramme, outcome = d.Code, award = d.Award, @class = d.Class, creditsGained = d.CreditsGained, ratifiedAt = d.RatifiedAt } })
                .Take(most).ToListAsync(ct)).ConvertAll(r => new WarehouseRow(r.Id, r.Fields));
    }
}
