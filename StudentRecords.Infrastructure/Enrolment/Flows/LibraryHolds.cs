using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Infrastructure.Enrolment.Flows;

/// <summary>What an obligation to the library stops, as the institution has set it (<c>Holds:Library</c>).</summary>
public sealed record LibraryHolds
{
    public Blocks Blocks { get; init; } = Blocks.Progression | Blocks.Graduation;

    public string HowToClear { get; init; } = "Return the items or pay at the library desk; the library clears it.";
}
