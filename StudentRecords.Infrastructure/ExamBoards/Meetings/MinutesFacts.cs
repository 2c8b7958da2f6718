using System.Text.Json;
using System.Text.Json.Serialization;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Meetings;
using StudentRecords.Infrastructure.ExamBoards.Packs;

namespace StudentRecords.Infrastructure.ExamBoards.Meetings;

/// <summary>All that the minutes of a board say: candidates by number, members by name.</summary>
public sealed record MinutesFacts
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public required string Board { get; init; }

    public required string AcademicYear { get; init; }

    public required DateTimeOffset? OpenedAt { get; init; }

    public required DateTimeOffset? RatifiedAt { get; init; }

    public required string? RatifiedBy { get; init; }

    public required int PackVersion { get; init; }

    public required string PackHash { get; init; }

    public required IReadOnlyList<MinutedMember> Members { get; init; }

    public required IReadOnlyList<MinutedItem> Items { get; init; }

    public required IReadOnlyList<MinutedInterest> Interests { get; init; }

    /// <summary>In a sentence each.</summary>
    public required IReadOnlyList<string> ChairsActions { get; init; }

    /// <summary>What external examiners said, in a sentence each.</summary>
    public required IReadOnlyList<string> ExaminersWords { get; init; }

    public required IReadOnlyList<MinutedDecision> Decisions { get; init; }

    public required IReadOnlyList<MinutedAction> Actions { get; init; }

    /// <summary>Prizes that the board gave; null for a module board, which gives none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MinutedPrize>? Prizes { get; init; }

    /// <summary>SHA-256 over what the minutes say.</summary>
    public string Hash() => PackPapers.Hash(JsonSerializer.Serialize(this, Options));
}

public sealed record MinutedMember(string Name, MemberRole Role, bool Attended);

public sealed record MinutedItem(int Place, AgendaTopic Topic, string Title, string? Minute);

public sealed record MinutedInterest(string Member, string CandidateNumber, string Nature);

/// <param name="CandidateNumber">By number, never by name.</param>
/// <param name="Decision">In words: Passed, First; postponed; undecided.</param>
/// <param name="Clause">What it rests on.</param>
/// <param name="Reason">Why it differs from the suggestion, or why the candidate was postponed.</param>
public sealed record MinutedDecision(string CandidateNumber, string Decision, string Clause, string? Reason);

/// <param name="Prize">Its name.</param>
/// <param name="CandidateNumber">By number, never by name.</param>
/// <param name="Grounds">What it was given for.</param>
public sealed record MinutedPrize(string Prize, string CandidateNumber, string Grounds);

public sealed record MinutedAction(string Text, string Owner, DateOnly DueOn);
