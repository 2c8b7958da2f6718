using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Replay;

/// <summary>
/// One hash over what the record says, and none over how it came to say it: business keys and values, no inner ids, no moments.
/// Two runs that ended in the same state have the same hash, whatever happened on the way.
/// </summary>
public static class StateHash
{
    private static readonly (string Name, string Sql)[] Parts =
    [
        ("people", "SELECT StudentNumber, FamilyName, GivenNames, DateOfBirth, LegalSex, HomeCountry FROM Person ORDER BY StudentNumber"),
        ("identifiers", "SELECT p.StudentNumber, i.System, i.Kind, i.Value FROM PersonIdentifier i JOIN Person p ON p.Id = i.PersonId ORDER BY i.System, i.Kind, i.Value"),
        ("declarations", "SELECT p.StudentNumber, d.Disabilities FROM EqualityDeclaration d JOIN Person p ON p.Id = d.PersonId ORDER BY p.StudentNumber"),
        ("engagements", "SELECT Numhus, Status, Start, \"End\", EndReason, Mode FROM Engagement ORDER BY Numhus"),
        ("statuses", "SELECT e.Numhus, s.Ordinal, s.Status, s.EffectiveOn FROM EngagementStatus s JOIN Engagement e ON e.Id = s.EngagementId ORDER BY e.Numhus, s.Ordinal"),
        ("sessions", "SELECT e.Numhus, s.SessionYear, s.Start, s.ExpectedEnd, s.\"End\", s.YearOfProgramme FROM CourseSession s JOIN Engagement e ON e.Id = s.EngagementId ORDER BY e.Numhus, s.SessionYear, s.Start"),
        ("registrations", "SELECT p.StudentNumber, o.\"Key\", r.Status, r.RegisteredOn, r.WithdrawnOn, r.Attempt FROM ModuleRegistration r JOIN Person p ON p.Id = r.PersonId JOIN ModuleOccurrence o ON o.Id = r.OccurrenceId ORDER BY o.\"Key\", p.StudentNumber"),
        ("marks", "SELECT p.StudentNumber, c.\"Key\", m.Attempt, m.MarkVersion, m.Score, m.SubmittedOn, m.IsBanked, m.IsCurrent FROM Mark m JOIN Person p ON p.Id = m.PersonId JOIN AssessmentComponent c ON c.Id = m.ComponentId ORDER BY c.\"Key\", p.StudentNumber, m.Attempt, m.MarkVersion"),
        ("payments", "SELECT \"Key\", Amount, PaidOn FROM Payment ORDER BY \"Key\""),
        ("charges", "SELECT e.Numhus, c.AcademicYear, c.Element, c.AssessmentNo, c.Amount, c.\"Rule\" FROM FeeCharge c JOIN Engagement e ON e.Id = c.EngagementId ORDER BY e.Numhus, c.Element, c.AssessmentNo, c.Amount"),
        ("inbox", "SELECT Flow, Source, MessageId, BusinessKey, SourceVersion, BodyHash, State, ReasonCode FROM InboxMessage ORDER BY Source, MessageId"),
        ("outbox", "SELECT Flow, \"Key\", Destination, Type, Aggregate, Sequence FROM OutboxMessage ORDER BY Flow, \"Key\""),
        ("decisions", "SELECT o.\"Key\", p.StudentNumber, d.Outcome, d.Grade, d.IsImported, d.OverallMark, d.Figures FROM BoardDecision d JOIN Person p ON p.Id = d.PersonId JOIN ModuleRegistration r ON r.Id = d.RegistrationId JOIN ModuleOccurrence o ON o.Id = r.OccurrenceId ORDER BY o.\"Key\", p.StudentNumber"),
    ];

    /// <summary>Rows and hash of each part, and last the hash over all.</summary>
    public static async Task<IReadOnlyList<(string Part, long Rows, string Hash)>> ComputeAsync(RegistryDbContext db, CancellationToken ct)
    {
        var result = new List<(string, long, string)>();
        var connection = db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync(ct);
        foreach (var (name, sql) in Parts)
        {
            var (rows, hash) = await PartAsync(connection, sql, ct);
            result.Add((name, rows, hash));
        }

        var whole = SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', result.Select(r => $"{r.Item1} {r.Item2} {r.Item3}"))));
        result.Add(("state", result.Sum(r => r.Item2), Convert.ToHexStringLower(whole)));
        return result;
    }

    private static async Task<(long Rows, string Hash)> PartAsync(DbConnection connection, string sql, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var row = new StringBuilder();
        var rows = 0L;
        while (await reader.ReadAsync(ct))
        {
            row.Clear();
            for (var i = 0; i < reader.FieldCount; i++)
            {
                row.Append(reader.IsDBNull(i) ? "∅" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)).Append('\u001f');
            }

            hash.AppendData(Encoding.UTF8.GetBytes(row.Append('\n').ToString()));
            rows++;
        }

        return (rows, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
