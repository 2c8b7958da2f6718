using StudentRecords.Domain;
using StudentRecords.Domain.Students;

namespace StudentRecords.Infrastructure.Students;

/// <summary>An edit of contact details, made on a version of the record.</summary>
public sealed record ChangeContact
{
    public required long PersonId { get; init; }

    /// <summary>The version that was on the screen.</summary>
    public required long Version { get; init; }

    /// <summary>What was on the screen when the edit began.</summary>
    public required ContactDetails AsOpened { get; init; }

    public required ContactDetails Details { get; init; }
}

/// <summary>A correction of who somebody is in law, made on a version of the record.</summary>
public sealed record CorrectDetails(long PersonId, long Version, LegalDetails Details);

/// <summary>Somebody else changed the record in the meantime: what of it, who, when and why.</summary>
/// <param name="By">Null when the change is not told in the trail's newest entries.</param>
public sealed record ChangedMeanwhile(long Version, ContactDetails Theirs, ContactReconciliation Reconciliation, IReadOnlyList<string> Fields, string? By, DateTimeOffset? At, string? Reason);

/// <summary>What came of an edit of contact details: saved, refused, or stale with both edits put side by side.</summary>
public sealed record ContactSaved(Outcome Outcome, ChangedMeanwhile? Stale = null);

/// <summary>An equality declaration as it was read, in HESA codes.</summary>
public sealed record EqualityRead(string? Ethnicity, string? Religion, string? SexualOrientation, string? GenderIdentity, IReadOnlyList<string> Disabilities)
{
    /// <summary>The version that a new declaration is made on.</summary>
    public long Version { get; init; }
}

/// <summary>What a person declares anew, in HESA codes; what is null stays as it was declared.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Version">The version that was read; 0 where nothing was declared.</param>
public sealed record DeclareEquality(long PersonId, long Version)
{
    /// <summary>HESA ETHNIC.</summary>
    public string? Ethnicity { get; init; }

    /// <summary>HESA RELIGION.</summary>
    public string? Religion { get; init; }

    /// <summary>HESA GENDERID.</summary>
    public string? GenderIdentity { get; init; }

    /// <summary>HESA DISABILITY, at most nine.</summary>
    public IReadOnlyList<string>? Disabilities { get; init; }
}
