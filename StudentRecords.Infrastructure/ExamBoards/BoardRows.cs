using StudentRecords.Domain.ExamBoards;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>A board as the list shows it.</summary>
public sealed record BoardRow(
    long Id, string Title, string ModuleCode, string Occurrence, string AcademicYear, string Period, string Faculty, BoardStage Stage, DateOnly? MeetsOn,
    int Candidates, int Undecided, int MarksMissing, int PackVersion, BoardSequel? Sequel);

/// <summary>An occurrence that has no board yet.</summary>
public sealed record OccurrenceRow(long Id, string Key, string ModuleCode, string ModuleTitle, string AcademicYear, string Period, string Faculty, DateOnly End, int Registrations);

/// <summary>What a board's page stands on: the board with its members, what it considers, and how many it has to decide.</summary>
public sealed record BoardRecord(ExamBoard Board, OccurrenceHeading Heading, int Candidates, int Undecided, int Postponed, DateTimeOffset? ReleaseAt)
{
    /// <summary>Every reason why those recorded as present are no quorum; empty when they are one.</summary>
    public IReadOnlyList<Domain.Refusal> QuorumLacking => [.. Board.Quorum.Lacking(Board.Members)];
}

/// <summary>A frozen version of the papers, without the papers.</summary>
public sealed record PackRow(long Id, int PackVersion, string Hash, string FrozenBy, DateTimeOffset FrozenAt);

/// <summary>A frozen pack to read. Its name says which occurrence and version, and never a candidate.</summary>
public sealed record PackFile(string FileName, byte[] Pdf);

/// <summary>Somebody who could be given a seat: user and the office that their roles are good for.</summary>
public sealed record Appointable(long UserId, string Name, MemberRole Office);
