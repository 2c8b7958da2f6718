using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Inbound.Campaigns;

/// <summary>
/// F058: each night a sample of the texts that were handed on is read for a status of which the text says nothing in its claim. One to a student is held against the record,
/// and what differs is a finding of data quality; one to an audience is named, for a person to read. Nothing is called back: the text has gone.
/// </summary>
internal sealed partial class SampledTextsJob(IDbContextFactory<RegistryDbContext> store, TimeProvider clock) : IBackgroundJob
{
    public const string Rule = "CAMPAIGN_SPEAKS_OF_STATUS";

    /// <summary>Texts of a night that are read, the newest.</summary>
    private const int Sample = 200;

    /// <summary>Texts to audiences that are named.</summary>
    private const int Named = 10;

    /// <summary>A finding that the record never came to agree with is no news any more after so many days.</summary>
    private const int DaysKept = 28;

    public async Task<string> ExecuteAsync(JobRun run, CancellationToken ct)
    {
        var change = run.Change("SampleTexts", "The night's sample of campaign texts");
        var (today, since) = (UkTime.Day(change.At), clock.GetUtcNow().AddDays(-1));
        await using var db = await store.CreateDbContextAsync(ct);
        var messages = await db.Set<InboxMessage>().AsNoTracking().Where(m => m.Flow == "F058" && m.State == InboxState.Applied && m.ReceivedAt > since).OrderByDescending(m => m.Id).Take(Sample).Select(m => m.Raw).ToListAsync(ct);
        var texts = messages.Select(Content).OfType<CampaignContent>().Where(c => c.StatusClaim is null && Said(c).Count > 0).ToList();
        var claims = await StatusClaims.ReadAsync(db, texts.Select(t => t.Student).OfType<PersonRef>(), ct);
        var held = await db.Set<DataQualityTask>().Where(t => t.Rule == Rule).ToDictionaryAsync(t => t.Entity, ct);
        var (agreed, found) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        // the newest text to somebody is what counts
        foreach (var text in texts.Where(t => t.Student is not null).DistinctBy(Entity))
        {
            var says = claims.Of(text.Student!);
            var differs = Said(text).Except(says).ToList();
            if (!(differs.Count == 0 ? agreed : found).Add(Entity(text)) || differs.Count == 0)
            {
                continue;
            }

            if (!held.TryGetValue(Entity(text), out var task))
            {
                db.Add(task = held[Entity(text)] = new DataQualityTask(Rule, Entity(text)));
            }

            task.Take($"A text without a claim speaks of {string.Join(", ", differs)} to {text.Student}, and the record says {(says.Count == 0 ? "nothing of them" : string.Join(", ", says))}.", run.Id.ToString(CultureInfo.InvariantCulture), today, isClean: false, task.SourceVersion + 1);
        }

        foreach (var old in held.Values.Where(t => t.ClearedOn is null && (agreed.Contains(t.Entity) || (!found.Contains(t.Entity) && t.FoundOn.AddDays(DaysKept) < today))))
        {
            old.Take("", run.Id.ToString(CultureInfo.InvariantCulture), today, isClean: true, old.SourceVersion + 1);
        }

        await db.SaveAsync(change, ct);
        var audiences = texts.Where(t => t.Student is null).Select(Entity).Distinct().ToList();
        return $"{messages.Count} texts read, {texts.Count} of them speak of a status without a claim, {found.Count} otherwise than the record."
            + (audiences.Count == 0 ? "" : $" To read: {string.Join(", ", audiences.Take(Named))}{(audiences.Count > Named ? " …" : "")}.");
    }

    private static string Entity(CampaignContent content) => $"campaign/{content.Campaign}/{content.Audience}";

    private static CampaignContent? Content(string raw) => RawEnvelope.TryRead(raw, out var envelope, out _) ? envelope.Data.Deserialize<CampaignContent>(ContractJson.Lenient) : null;

    /// <summary>The statuses that a text names in so many words.</summary>
    private static List<EngagementStatus> Said(CampaignContent content) => [.. Words().Matches(content.Text).Select(m => Enum.Parse<EngagementStatus>(m.Value, ignoreCase: true)).Distinct()];

    [GeneratedRegex(@"\b(Enrolled|Interrupted|Withdrawn|Deferred)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
