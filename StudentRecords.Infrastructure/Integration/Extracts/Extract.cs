using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Extracts;

/// <summary>What leaves the record by schedule: one message for each partition that has changed since the last.</summary>
internal abstract class Extract(string flow, string to, string type)
{
    /// <summary>Fewer people than these could be told apart; their number is not given.</summary>
    public const int FewestToTell = 5;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static readonly IReadOnlyList<Extract> All =
    [
        new CurriculumMetrics(), new CohortVolumes(), new RosterSnapshots(), new AcademicCalendars("F014", "AM", "AcademicCalendarPublished"), new AcademicCalendars("F015", "VLE", "TermDatesPublished"), new SurveyCohorts(),
        new EnrolmentVolumes("F019", "EST", "EnrolmentVolumesPublished"), new TeachingDemand(), new RoomOccupancy(), new EnrolmentVolumes("F027", "BI", "EnrolmentVolumesExtract"),
        new Performance(), new ModuleOutcomes(), new Retention(), new Segments(),
    ];

    public string Flow => flow;

    public string To => to;

    public string Type => type;

    /// <summary>Whoever is no longer in it loses something at the receiver: a fall beyond measure is shown to a person before it goes.</summary>
    public virtual bool IsRoll => false;

    /// <summary>A partition without rows is not in it: one that was told and has emptied is told once more, with nobody in it.</summary>
    public virtual bool EmptiesAreTold => false;

    /// <summary>Lane of a partition's batches.</summary>
    public string Lane(string partition) => $"{Type}/{partition}";

    /// <summary>Rows by partition.</summary>
    public abstract Task<IReadOnlyList<ExtractPart>> ReadAsync(ExtractAsk ask, CancellationToken ct);

    /// <summary>The receiver is operated and reached, and the flow runs.</summary>
    public static async Task<bool> GoesAsync(RegistryDbContext db, string flow, string to, CancellationToken ct) =>
        await db.Set<PartnerChannel>().AnyAsync(c => c.System == to && c.Kind != ChannelKind.None, ct) && await LocalReading.RefusesAsync(db, flow, ct) is null;

    /// <summary>Whether so many days have gone since the last as the flow's cadence here puts between two; half a day is left to a night that begins earlier. Whoever asks for extracts has them at once.</summary>
    public static async Task<bool> IsDueAsync(RegistryDbContext db, string flow, DateTimeOffset? last, DateTimeOffset now, CancellationToken ct) => last is null
        || FlowPromise.DaysBetweenExtracts((await LocalReading.TermsAsync(db, ct)).CadenceOf(FlowCatalogue.Find(flow)!)) is var days && (days == 0 || now - last >= TimeSpan.FromDays(days - 0.5));

    public static string Write(object rows) => JsonSerializer.Serialize(rows, Options);

    public static string Hash(string rows) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rows)));

    /// <summary>A count, or nothing where so few could be told apart.</summary>
    public static int? Suppressed(int count) => count is > 0 and < FewestToTell ? null : count;
}

/// <summary>What an extract is made from.</summary>
/// <param name="Db">The record.</param>
/// <param name="Now">The moment of the extract.</param>
/// <param name="Pseudonyms">Names that are not the students'.</param>
internal sealed record ExtractAsk(RegistryDbContext Db, DateTimeOffset Now, Pseudonyms Pseudonyms)
{
    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);
}

/// <summary>A part of the whole: its rows in an order that does not change.</summary>
internal sealed record ExtractPart(string Partition, IReadOnlyList<object> Rows);
