using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Students.Retention;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Students.Retention;

/// <summary>The file that answers a request.</summary>
public sealed record SubjectAccessFile(string FileName, byte[] Zip);

/// <summary>Requests for access by the person concerned, and the export that answers them: for those who decide on persons and may read special categories. Each export is written down.</summary>
public sealed class SubjectAccessService(IDbContextFactory<RegistryDbContext> store, InstitutionProfile institution)
{
    /// <summary>The new request's id.</summary>
    public async Task<Outcome<long>> RecordAsync(long personId, string reference, DateOnly receivedOn, ChangeContext change, CancellationToken ct = default)
    {
        Demand(change.Caller);
        List<Refusal> faults = [];
        if (string.IsNullOrWhiteSpace(reference))
        {
            faults.Add(new("REFERENCE_MISSING", "Give the reference under which the request is filed.", Field: "Reference"));
        }

        if (receivedOn > UkTime.Day(change.At))
        {
            faults.Add(new("RECEIVED_LATER", "The request cannot have been received after today.", Field: "ReceivedOn"));
        }

        await using var db = await store.CreateDbContextAsync(ct);
        if (!await ReachedAsync(db, personId, change.Caller, ct))
        {
            faults.Add(new("PERSON_UNKNOWN", "There is no such person, or your roles do not reach them."));
        }

        if (faults.Count > 0)
        {
            return Outcome<long>.Refused(faults);
        }

        var request = new SubjectAccessRequest(personId, reference.Trim(), receivedOn);
        db.Add(request);
        await db.SaveAsync(change, ct);
        return request.Id;
    }

    /// <summary>Everything held about the person, as JSON and to be read. Null when there is no such request, or the caller's roles do not reach it.</summary>
    public async Task<SubjectAccessFile?> ExportAsync(long requestId, ChangeContext change, CancellationToken ct = default)
    {
        Demand(change.Caller);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        if (await db.Set<SubjectAccessRequest>().SingleOrDefaultAsync(r => r.Id == requestId, ct) is not { } request || !await ReachedAsync(db, request.PersonId, change.Caller, ct))
        {
            return null;
        }

        var parts = await SubjectRecord.ReadAsync(db, request.PersonId, change.At, ct);
        var person = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == request.PersonId, ct);
        request.Answered(change.At);
        await db.SaveAsync(change, ct);
        var told = JsonSerializer.Serialize(new[] { new { row = nameof(SubjectAccessRequest), id = request.Id, did = "read", set = new { } } });
        await AuditTrail.TellAsync(db, change, nameof(Person), request.PersonId, told, ct);
        await db.SaveChangesAsync(ct);
        await whole.CommitAsync(ct);
        return new SubjectAccessFile($"subject-access-{person.StudentNumber}.zip", SubjectAccessZip.Of(person, request, parts, institution, change.At));
    }

    private static void Demand(Caller caller)
    {
        caller.Demand(Room.Persons, Level.Decide);
        caller.Demand(Room.SpecialCategory, Level.See);
    }

    private static Task<bool> ReachedAsync(RegistryDbContext db, long personId, Caller caller, CancellationToken ct) =>
        db.Set<Person>().Where(p => p.Id == personId).Within(db, caller.ReachOf(Room.Persons, Level.Decide)).AnyAsync(ct);
}
