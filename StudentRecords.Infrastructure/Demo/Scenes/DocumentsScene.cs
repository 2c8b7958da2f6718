using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>Documents by link: enrolment forms for all, a copy of the passport for some, forms of those who left. Certificates come with conferment.</summary>
internal sealed class DocumentsScene(IDbContextFactory<RegistryDbContext> store, TimeProvider clock) : IDemoScene
{
    public string Name => "Documents";

    public int Length => 3;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        if (await db.Set<StudentDocument>().AnyAsync(ct))
        {
            return;
        }

        var act = clock.Act(DemoActors.Officer, "FileDocuments", "Documents filed in the archive are linked to the record", new DateOnly(2025, 1, 15));
        var students = await db.Set<Engagement>().OrderBy(e => e.Numhus).Select(e => new { e.PersonId, e.Person.StudentNumber, e.Person.HomePostcode, e.Status }).ToListAsync(ct);
        foreach (var s in students)
        {
            db.Add(Document(s.PersonId, s.StudentNumber, "EnrolmentForm", "Enrolment form", act.At));
            if (s.HomePostcode is null)
            {
                db.Add(Document(s.PersonId, s.StudentNumber, "Passport", "Passport, photograph page", act.At));
            }

            if (s.Status is EngagementStatus.Withdrawn)
            {
                db.Add(Document(s.PersonId, s.StudentNumber, "WithdrawalForm", "Withdrawal form, signed", act.At));
            }
        }

        await db.SaveAsync(act, ct);
        await whole.CommitAsync(ct);
    }

    private static StudentDocument Document(long person, string number, string kind, string title, DateTimeOffset at)
    {
        var link = $"https://archive.wexmoor.example/students/{number}/{kind.ToLowerInvariant()}.pdf";
        return new StudentDocument(person, kind, title, link, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(link))), at);
    }
}
