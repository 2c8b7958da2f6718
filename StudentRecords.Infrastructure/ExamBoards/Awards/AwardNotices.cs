using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.ExamBoards.Appeals;
using StudentRecords.Infrastructure.ExamBoards.Consequences;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards.Awards;

/// <summary>
/// What other systems are told of a ratified progression or award, all of it held until the results are released, so that nobody's account
/// or loan is touched before they have read why: the portal and the relationship system of every decision; the loans company, the sponsor's
/// report and the identity system where the decision itself ends or prolongs a study that is running. A decision changes no charge, so
/// Finance (F009) hears of the session or the ending that follows it; the return (F047) derives the award from the decision. Where an appeal
/// leaves nothing of what they were told, they hear that the studies go on; whether they ever heard the first is asked when it goes.
/// </summary>
internal static class AwardNotices
{
    /// <summary>Standing of whom the identity system is to let go.</summary>
    public const string Leaving = "Leaving";

    /// <summary>Standing in which the identity system keeps whom it was told to let go.</summary>
    public const string Staying = "Staying";

    /// <summary>The circumstances of a running study that boards tell of, of both tiers.</summary>
    public static readonly IReadOnlySet<string?> Circumstances = new HashSet<string?> { BoardNotices.StudiesGoOn, BoardNotices.WithdrawnByBoard, "LeavesWithExitAward", "RepeatsStage", "RepeatsModules" };

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Reads what is needed for the dossier's candidates and makes the messages.</summary>
    public static async Task<List<OutboxMessage>> ReadAsync(RegistryDbContext db, AwardDossier dossier, IReadOnlyList<AwardDecision> decisions, DateTimeOffset releaseAt, string correlation, CancellationToken ct)
    {
        long[] engagements = [.. decisions.Select(d => d.EngagementId)];
        var concerned = await ConcernedStudents.OfAsync(db, engagements, ct);
        var told = await AppealReading.EarlierAwardsAsync(db, dossier.Board, engagements, ct);
        long[] superseded = [.. decisions.Select(d => d.SupersedesId).OfType<long>()];
        var first = superseded.Length == 0 ? [] : await db.Set<AwardDecision>().AsNoTracking().Where(d => superseded.Contains(d.Id)).ToDictionaryAsync(d => d.Id, d => d.Code, ct);
        return [.. decisions.SelectMany(d => Of(dossier, d, d.SupersedesId is { } id ? first[id] : null, concerned[d.EngagementId], told.GetValueOrDefault(d.EngagementId) + 1, releaseAt, correlation))];
    }

    private static IEnumerable<OutboxMessage> Of(AwardDossier dossier, AwardDecision decision, AwardCode? first, ConcernedStudent concerned, int version, DateTimeOffset releaseAt, string correlation)
    {
        var student = dossier.Lines.First(l => l.EngagementId == decision.EngagementId).StudentNumber;
        var programme = dossier.Heading.ModuleCode;
        var key = $"{student}/{programme}/{decision.AcademicYear}/year-{decision.YearOfProgramme}/{version}";
        // a lane of its own: what is held until the release must not hold up what else a system is told of the student
        var lane = $"{student}/{programme}";
        var body = new
        {
            student, programme, title = dossier.Heading.ModuleTitle, academicYear = decision.AcademicYear, yearOfProgramme = decision.YearOfProgramme,
            decision = decision.Code, award = decision.Award, @class = decision.Class, ratifiedAt = decision.RatifiedAt, version,
        };
        OutboxMessage Held(string flow, string to, string type, string itsKey, object data) =>
            new(flow, to, type, itsKey, lane, JsonSerializer.Serialize(data, Options), decision.PersonId, decision.RatifiedAt, releaseAt, correlation);

        yield return Held("F012", "EWP", "NotificationIssued", $"{key}/notice", body);
        yield return Held("F006", "CRM", decision.Code is AwardCode.Award or AwardCode.ExitAward ? "QualificationAwarded" : "ProgressionOutcomePublished", key, body);
        if (!concerned.IsRunning || (Circumstance(decision.Code) ?? (Circumstance(first) is null ? null : BoardNotices.StudiesGoOn)) is not { } circumstance)
        {
            yield break;
        }

        if (concerned.SupportNumber is { } supportNumber)
        {
            yield return Held("F049", "SLC", "SlcChangeOfCircumstance", key, new { supportNumber, engagement = concerned.Numhus, academicYear = decision.AcademicYear, circumstance, decidedAt = decision.RatifiedAt });
        }

        if (concerned.IsSponsored)
        {
            yield return Held("F051", "UKVI", "ChangeOfCircumstanceReported", key, new { cas = concerned.CasNumber, engagement = concerned.Numhus, circumstance, programme, eventDate = UkTime.Day(decision.RatifiedAt) });
        }

        if (Ends(decision.Code) || Ends(first))
        {
            yield return Held("F021", "IAM", "AccessEligibilityChanged", key, new { student, engagement = concerned.Numhus, standing = Ends(decision.Code) ? Leaving : Staying, because = circumstance, from = UkTime.Day(releaseAt), version });
        }
    }

    /// <summary>What the decision does to a study that is running; null where it goes on as planned or ends as planned.</summary>
    private static string? Circumstance(AwardCode? code) => code switch
    {
        AwardCode.Withdraw => BoardNotices.WithdrawnByBoard,
        AwardCode.ExitAward => "LeavesWithExitAward",
        AwardCode.RepeatStage => "RepeatsStage",
        AwardCode.RepeatModules => "RepeatsModules",
        _ => null,
    };

    private static bool Ends(AwardCode? code) => code is AwardCode.Withdraw or AwardCode.ExitAward;
}
