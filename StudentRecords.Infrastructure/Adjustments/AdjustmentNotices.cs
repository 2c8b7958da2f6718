using System.Text.Json;
using System.Text.Json.Serialization;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;

namespace StudentRecords.Infrastructure.Adjustments;

/// <summary>
/// What other systems are told of adjustments and extensions: the need, never the case. The record is the only one who tells them;
/// each adjustment has a lane of its own at each receiver, so that a newer version never overtakes an older one.
/// </summary>
internal static class AdjustmentNotices
{
    /// <summary>The flows by which adjustments are distributed.</summary>
    public static readonly string[] Flows = ["F059", "F060", "F061"];

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>What is to be told when a version takes the place of another.</summary>
    public static IEnumerable<OutboxMessage> Of(ReasonableAdjustment now, ReasonableAdjustment? before, string student, DateTimeOffset at, string correlation)
    {
        var routes = AdjustmentRoutes.Of(now.Category);
        foreach (var route in routes)
        {
            yield return Told(route, now, now.State == AdjustmentState.Withdrawn, student, at, correlation);
        }

        // what the last version went to and this one does not
        foreach (var gone in AdjustmentRoutes.Of((before ?? now).Category).Where(b => routes.All(r => r.Flow != b.Flow)))
        {
            yield return Told(gone, now, true, student, at, correlation);
        }
    }

    /// <summary>F059: an assessment's deadline is moved for one student, or no longer. Why it is moved is not told.</summary>
    public static OutboxMessage Extension(CircumstanceItem item, string assessment, bool withdrawn, string student, DateTimeOffset at, string correlation) => new(
        "F059",
        "VLE",
        withdrawn ? "AdjustmentWithdrawn" : "DeadlineExtensionGranted",
        $"X{item.Id}/{student}/{assessment}/{(withdrawn ? 2 : 1)}",
        $"{student}/extension/{assessment}",
        JsonSerializer.Serialize(new { extension = $"X{item.Id}", student, assessment, attempt = item.Attempt, until = withdrawn ? null : item.ExtendedTo, withdrawn, version = withdrawn ? 2 : 1 }, Options),
        item.PersonId,
        at,
        null,
        correlation);

    /// <summary>F060: a student comes back to study, or stops for a while; raised by the enrolment itself.</summary>
    public static OutboxMessage ReturnMarker(long personId, string student, string engagement, string mark, DateOnly on, int version, DateTimeOffset at, string correlation) => new(
        AdjustmentRoutes.ReturnMarker.Flow,
        AdjustmentRoutes.ReturnMarker.Destination,
        AdjustmentRoutes.ReturnMarker.Granted,
        $"{engagement}/{student}/{version}",
        $"{student}/return/{engagement}",
        JsonSerializer.Serialize(new { student, engagement, mark, on, version }, Options),
        personId,
        at,
        null,
        correlation);

    /// <summary>F053: what the student declared, in HESA's codes, so that Wellbeing can offer support. Nothing else of the declaration is told.</summary>
    public static OutboxMessage DisabilityDeclared(EqualityDeclaration declaration, string student, DateTimeOffset at) => new(
        "F053",
        "WELL",
        "DisabilityDeclared",
        $"{student}/declaration/{declaration.Version + 1}",
        $"{student}/declaration",
        JsonSerializer.Serialize(new { student, disabilities = declaration.DisabilityCodes, version = declaration.Version + 1 }, Options),
        declaration.PersonId,
        at,
        null,
        $"declaration-{student}-{declaration.Version + 1}");

    private static OutboxMessage Told(AdjustmentRoute route, ReasonableAdjustment now, bool withdrawn, string student, DateTimeOffset at, string correlation) => new(
        route.Flow,
        route.Destination,
        withdrawn ? route.Withdrawn : route.Granted,
        $"{now.Key}/{student}/{(now.ScopeKey.Length > 0 ? now.ScopeKey : "all")}/{now.AdjustmentVersion}",
        $"{student}/adjustment/{now.Key}",
        JsonSerializer.Serialize(
            new
            {
                adjustment = now.Key, student, category = now.Category, need = now.Need == AdjustmentNeed.None ? (AdjustmentNeed?)null : now.Need, amount = now.Amount, unit = AdjustmentRules.UnitOf(now.Category),
                scope = now.Reach, scopeKey = now.ScopeKey.Length > 0 ? now.ScopeKey : null, from = now.From, to = now.To, withdrawn, version = now.AdjustmentVersion,
            },
            Options),
        now.PersonId,
        at,
        null,
        correlation);
}
