using StudentRecords.Domain;
using StudentRecords.Domain.Assessment.Awards;

namespace StudentRecords.Infrastructure.Assessment.Awards;

/// <summary>A regulation as the list shows it.</summary>
public sealed record RegulationRow
{
    public required long Id { get; init; }
    public required string Code { get; init; }
    public required int Version { get; init; }
    public required string Title { get; init; }
    public required string FromEntryYear { get; init; }
    public required int Bindings { get; init; }
}

/// <summary>A regulation with everything that is known of it.</summary>
/// <param name="Sections">Its clauses in sentences; empty where they cannot be read any more.</param>
/// <param name="Faults">What this version of the product cannot read in it; empty for every regulation that it published itself.</param>
/// <param name="Bindings">Cohorts that it was bound to, newest first.</param>
/// <param name="Versions">All versions of the code.</param>
public sealed record RegulationView(long Id, string Code, int Version, string Title, string FromEntryYear, string Clauses, IReadOnlyList<ClauseSection> Sections, IReadOnlyList<Refusal> Faults, IReadOnlyList<BindingView> Bindings, IReadOnlyList<RegulationRow> Versions);

/// <summary>A regulation bound to a cohort.</summary>
/// <param name="Holds">False where a later binding for the same cohort stands in its place.</param>
public sealed record BindingView(long ProgrammeId, string Programme, int CatalogueVersion, string FromEntryYear, long RegulationId, string Regulation, string BoundBy, DateTimeOffset BoundAt, bool Holds);

/// <summary>A programme version that a regulation can be bound to.</summary>
public sealed record BindableVersion(long Id, long ProgrammeId, string Programme, string Title, string Award, int CatalogueVersion, string FromYear);

/// <summary>People who entered a programme version in the same year.</summary>
public sealed record EntryCohort(long ProgrammeVersionId, string Programme, string EntryYear, int Engagements)
{
    public string Key => $"{ProgrammeVersionId}-{EntryYear[..4]}";
}
