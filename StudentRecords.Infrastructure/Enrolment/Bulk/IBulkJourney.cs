using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment.Bulk;

/// <summary>A column that a journey's file may have.</summary>
/// <param name="Name">As in the header row.</param>
/// <param name="Help">What stands in it, with an example.</param>
/// <param name="IsNeeded">The file is refused without it.</param>
public sealed record BulkColumn(string Name, string Help, bool IsNeeded = false);

/// <summary>
/// A journey that many lines can go through at once. Register one for each kind and it has its upload, its check, its job and its
/// result file: see <c>docs/decisions/bulk-changes.md</c>.
/// </summary>
public interface IBulkJourney
{
    /// <summary>The word in the address, lower case: <c>withdraw</c>.</summary>
    string Kind { get; }

    /// <summary>As on the button: "Withdraw students".</summary>
    string Title { get; }

    /// <summary>The act's name in each student's history.</summary>
    string Act { get; }

    Room Room { get; }

    Level Level => Level.Change;

    IReadOnlyList<BulkColumn> Columns { get; }

    /// <summary>How many lines share one unit of work.</summary>
    int AtOnce => 100;

    /// <summary>What a file asks that whoever uploads it may not, beyond the right to the room; the file is refused whole then.</summary>
    IReadOnlyList<Refusal> Denied(Caller caller, IReadOnlyCollection<IReadOnlyDictionary<string, string>> lines) => [];

    /// <summary>
    /// Decides on each line and changes the unit of work for those that pass; the caller saves it or throws it away. An answer for
    /// each line, in their order. What is refused must have changed nothing.
    /// </summary>
    Task<IReadOnlyList<BulkAnswer>> ApplyAsync(BulkSlice slice, CancellationToken ct);
}

/// <summary>Some lines of a run and what they are applied with.</summary>
/// <param name="Db">The unit of work, in a transaction.</param>
/// <param name="Lines">At most <see cref="IBulkJourney.AtOnce"/>.</param>
/// <param name="Change">Who, when and why.</param>
/// <param name="Reach">How far the right of who asked reaches.</param>
public sealed record BulkSlice(RegistryDbContext Db, IReadOnlyList<BulkLine> Lines, ChangeContext Change, Reach Reach);

/// <summary>What becomes of a line.</summary>
/// <param name="PersonId">Who it is about, as far as that was found.</param>
/// <param name="Refusals">Every reason against it; empty when it passes.</param>
/// <param name="Effect">What it does, in a few words.</param>
public sealed record BulkAnswer(long? PersonId, IReadOnlyList<Refusal> Refusals, string? Effect = null)
{
    public static BulkAnswer Refused(long? person, params IReadOnlyList<Refusal> refusals) => new(person, refusals);
}
