using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Support;

/// <summary>Whom to tell: those whom a policy waits for; of every policy where none is named.</summary>
internal sealed record PolicyAudience(string? Policy = null);

/// <summary>
/// Tells students by the portal (F012) of policies that wait for their acknowledgement (F042, F011): as soon as a policy asks, and each night those who came into
/// its audience since. Each student hears once of each version.
/// </summary>
internal sealed class PolicyNoticesJob(IDbContextFactory<RegistryDbContext> store) : IBackgroundJob
{
    public const string Notice = "PolicyToAcknowledge";

    private const int AtOnce = 500;

    public async Task<string> ExecuteAsync(JobRun run, CancellationToken ct)
    {
        var only = run.Arguments<PolicyAudience>().Policy;
        var (last, looked, told) = (long.Parse(run.Checkpoint ?? "0", CultureInfo.InvariantCulture), 0, 0);
        while (true)
        {
            await using var db = await store.CreateDbContextAsync(ct);
            if (!await db.Set<PartnerChannel>().AnyAsync(c => c.System == "EWP" && c.Kind != ChannelKind.None, ct))
            {
                return "No portal is operated; its students are told when it is.";
            }

            var people = await SupportQueries.Asked(db).Where(a => (only == null || a.Policy == only) && a.PersonId > last).Select(a => a.PersonId).Distinct().OrderBy(p => p).Take(AtOnce).ToListAsync(ct);
            if (people.Count == 0)
            {
                return looked == 0 ? "No policy waits for anybody." : $"Policies wait for {looked} students; {told} notices went to the portal.";
            }

            told += await TellAsync(db, only, people, run, ct);
            (last, looked) = (people[^1], looked + people.Count);
            await run.ReportAsync(50, $"{looked} students", last.ToString(CultureInfo.InvariantCulture), ct);
        }
    }

    private static async Task<int> TellAsync(RegistryDbContext db, string? only, List<long> people, JobRun run, CancellationToken ct)
    {
        var change = run.Change("TellPolicies", "Policies wait for acknowledgement");
        var asked = (await SupportQueries.Asked(db).Where(a => (only == null || a.Policy == only) && people.Contains(a.PersonId)).ToListAsync(ct)).DistinctBy(a => (a.PersonId, a.NoticeId)).ToList();
        var numbers = await db.Set<Person>().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.StudentNumber, ct);
        string Key(AskedOf a) => string.Create(CultureInfo.InvariantCulture, $"{numbers[a.PersonId]}/policy/{a.Policy}/{a.PolicyVersion}");
        var keys = asked.ConvertAll(Key);
        var known = (await db.Set<OutboxMessage>().Where(m => m.Flow == "F012" && keys.Contains(m.Key)).Select(m => m.Key).ToListAsync(ct)).ToHashSet();
        var news = asked.Where(a => !known.Contains(Key(a))).ToList();
        foreach (var notice in news)
        {
            var student = numbers[notice.PersonId];
            db.Add(new OutboxMessage("F012", "EWP", "NotificationIssued", Key(notice), $"{student}/policy/{notice.Policy}", JsonSerializer.Serialize(new
            {
                student, notice = Notice, policy = notice.Policy, title = notice.Title, link = notice.Link, effectiveOn = notice.EffectiveOn, version = notice.PolicyVersion,
                text = $"Please read \u201c{notice.Title}\u201d, and confirm in the portal that you have.",
            }, JsonSerializerOptions.Web), notice.PersonId, change.At, null, change.CorrelationId!));
        }

        if (news.Count > 0)
        {
            await db.SaveAsync(change, ct);
        }

        return news.Count;
    }
}
