using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using StudentRecords.Domain;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Students.Retention;

/// <summary>Rows of one kind about a person, each value under its column's name.</summary>
public sealed record SubjectPart(string Kind, IReadOnlyList<IReadOnlyList<(string Name, object? Value)>> Rows);

/// <summary>
/// Everything held about somebody, read from the model itself: a new table about people is part of every export without anybody thinking of
/// it. Left out is only what the law lets be left out, by name and with the reason.
/// </summary>
internal static class SubjectRecord
{
    /// <summary>Kinds that are not given, and why (Data Protection Act 2018, Schedule 2).</summary>
    public static readonly IReadOnlyDictionary<string, string> Exempt = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["BoardCandidate"] = "Papers of an examination board that may still sit (paragraph 25): given once its results are released, by its decisions.",
    };

    private static readonly MethodInfo Reader = typeof(SubjectRecord).GetMethod(nameof(RowsAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static async Task<IReadOnlyList<SubjectPart>> ReadAsync(RegistryDbContext db, long personId, DateTimeOffset now, CancellationToken ct)
    {
        List<SubjectPart> parts = [];
        foreach (var entity in db.Model.GetEntityTypes().Where(e => typeof(IAboutPerson).IsAssignableFrom(e.ClrType) && !Exempt.ContainsKey(e.ClrType.Name)).OrderBy(e => e.ClrType != typeof(Person)).ThenBy(e => e.ClrType.Name, StringComparer.Ordinal))
        {
            var rows = await (Task<List<IReadOnlyList<(string, object?)>>>)Reader.MakeGenericMethod(entity.ClrType).Invoke(null, [db, entity, personId, now, ct])!;
            if (rows.Count > 0)
            {
                parts.Add(new SubjectPart(entity.ClrType.Name, rows));
            }
        }

        parts.AddRange(await MessagesAsync(db, personId, now, ct));
        parts.Add(await HistoryAsync(db, personId, ct));
        return parts;
    }

    private static async Task<List<IReadOnlyList<(string, object?)>>> RowsAsync<T>(RegistryDbContext db, IEntityType entity, long personId, DateTimeOffset now, CancellationToken ct)
        where T : class
    {
        var key = typeof(T) == typeof(Person) ? nameof(Person.Id) : nameof(IAboutPerson.PersonId);
        var id = entity.FindPrimaryKey()!.Properties[0].Name;
        var rows = await db.Set<T>().AsNoTracking().Where(r => EF.Property<long>(r, key) == personId).OrderBy(r => EF.Property<long>(r, id)).ToListAsync(ct);
        var columns = entity.GetProperties().Where(p => p.PropertyInfo is not null && !p.IsPrimaryKey() && !p.IsForeignKey() && p.Name != nameof(IVersioned.Version)).ToList();
        // results of an examination are given once they are announced (Schedule 2, paragraph 25)
        return rows.Where(r => r is not IUnderEmbargo { ReleaseAt: var release } || release <= now).ToList().ConvertAll(r => (IReadOnlyList<(string, object?)>)[.. columns.Select(c => (c.Name, c.PropertyInfo!.GetValue(r)))]);
    }

    private static async Task<IEnumerable<SubjectPart>> MessagesAsync(RegistryDbContext db, long personId, DateTimeOffset now, CancellationToken ct)
    {
        var came = await db.Set<InboxMessage>().AsNoTracking().Where(m => m.PersonId == personId).OrderBy(m => m.Id).Select(m => new { m.ReceivedAt, m.Source, m.Type, m.Raw }).ToListAsync(ct);
        var went = await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.PersonId == personId).OrderBy(m => m.Id).Select(m => new { m.CreatedAt, m.Destination, m.Type, m.Body, m.DeliveredAt }).ToListAsync(ct);
        return
        [
            new SubjectPart("MessagesReceived", came.FindAll(m => !Embargo.Withholds(m.Type, m.Raw, now)).ConvertAll(m => (IReadOnlyList<(string, object?)>)[("ReceivedAt", m.ReceivedAt), ("From", m.Source), ("Type", m.Type), ("Content", m.Raw)])),
            new SubjectPart("MessagesSent", went.ConvertAll(m => (IReadOnlyList<(string, object?)>)[("CreatedAt", m.CreatedAt), ("To", m.Destination), ("Type", m.Type), ("Content", m.Body), ("DeliveredAt", m.DeliveredAt)])),
        ];
    }

    /// <summary>What was done with the record, when and why; who of the staff did it is their data and not given.</summary>
    private static async Task<SubjectPart> HistoryAsync(RegistryDbContext db, long personId, CancellationToken ct)
    {
        var entries = await db.Set<AuditEntry>().AsNoTracking().Where(e => e.SubjectKind == nameof(Person) && e.SubjectId == personId).OrderBy(e => e.Sequence).ToListAsync(ct);
        var told = await TrailValues.OpenAsync(db, entries, ct);
        return new SubjectPart("History", [.. entries.Select(e => (IReadOnlyList<(string, object?)>)[("Number", e.Sequence.ToString(CultureInfo.InvariantCulture)), ("At", e.At), ("Act", e.Act), ("Reason", e.Reason), ("Changes", told[e.Sequence])])]);
    }
}
