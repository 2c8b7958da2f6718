using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.ExamBoards.Examiners;

namespace StudentRecords.Domain.Assessment.Moderation;

/// <summary>The clauses of a moderation policy, read from its data: what is moderated, which marks the sample holds, and how far two markers may be apart.</summary>
public sealed record ModerationClauses
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>False: no moderation is asked, although a wider policy would ask for it.</summary>
    public bool Asked { get; init; } = true;

    /// <summary>Kinds of component that are moderated; null: all.</summary>
    public IReadOnlyList<ComponentKind>? Kinds { get; init; }

    /// <summary>Per cent of the marks that the sample holds at least.</summary>
    public decimal Share { get; init; }

    /// <summary>Marks that it holds at least, as far as there are so many.</summary>
    public int Minimum { get; init; }

    /// <summary>Whether every mark below <see cref="PassMark"/> is in the sample.</summary>
    public bool AllFails { get; init; }

    public decimal PassMark { get; init; } = 40;

    /// <summary>Marks at which a class begins.</summary>
    public IReadOnlyList<decimal> Boundaries { get; init; } = [];

    /// <summary>A mark is borderline that lies less than or exactly this far below a boundary; 0: none is.</summary>
    public decimal Margin { get; init; }

    /// <summary>Highest marks in the sample.</summary>
    public int Top { get; init; }

    /// <summary>Lowest marks in the sample.</summary>
    public int Bottom { get; init; }

    /// <summary>By how many marks two markers may be apart without having to agree on one.</summary>
    public decimal Tolerance { get; init; }

    /// <summary>Reads the clauses, or says everything that is wrong with them.</summary>
    public static Outcome<ModerationClauses> Read(string json)
    {
        try
        {
            var clauses = JsonSerializer.Deserialize<ModerationClauses>(json, Options);
            return clauses is null ? Outcome<ModerationClauses>.Refused("POLICY_UNREADABLE", "The clauses are empty.")
                : clauses.Faults().ToList() is { Count: > 0 } faults ? Outcome<ModerationClauses>.Refused(faults) : clauses;
        }
        catch (JsonException fault)
        {
            return Outcome<ModerationClauses>.Refused("POLICY_UNREADABLE", $"The clauses cannot be read: {fault.Message}", fault.Path);
        }
    }

    /// <summary>As <see cref="Read"/> reads it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>Every reason why nothing could be moderated by these clauses.</summary>
    public IEnumerable<Refusal> Faults()
    {
        if (!Asked)
        {
            yield break;
        }

        if (Share is < 0 or > 100 || Minimum is < 0 or > 1000 || Top is < 0 or > 1000 || Bottom is < 0 or > 1000)
        {
            yield return new("POLICY_SIZE", "The share lies between 0 and 100 per cent, each number between 0 and 1,000.", "Moderation", nameof(Share));
        }

        if (Share == 0 && Minimum == 0 && Top == 0 && Bottom == 0 && !AllFails && Margin == 0)
        {
            yield return new("POLICY_EMPTY", "Say which marks the sample holds, or that no moderation is asked.", "Moderation", nameof(Share));
        }

        if (PassMark is < 0 or > 100 || Boundaries.Any(b => b is < 0 or > 100) || Margin is < 0 or > 10 || Tolerance is < 0 or > 20)
        {
            yield return new("POLICY_MARKS", "Pass mark and boundaries lie between 0 and 100, the margin between 0 and 10, the tolerance between 0 and 20.", "Moderation", nameof(PassMark));
        }

        if (Margin > 0 && Boundaries.Count == 0)
        {
            yield return new("POLICY_NO_BOUNDARIES", "Say at which marks a class begins, so that borderline marks can be found.", "Moderation", nameof(Boundaries));
        }

        if (Kinds is { Count: 0 })
        {
            yield return new("POLICY_NO_KINDS", "Name the kinds of component that are moderated, or leave them out to moderate all.", "Moderation", nameof(Kinds));
        }
    }

    public bool Asks(ComponentKind kind) => Asked && (Kinds is null || Kinds.Contains(kind));

    /// <summary>How many marks of so many the sample holds at least.</summary>
    public int LeastOf(int marks) => Math.Min(marks, Math.Max(Minimum, (int)Math.Ceiling(marks * Share / 100)));

    /// <summary>
    /// The sample, in the order of drawing, each mark with the first ground that it was drawn on. Top and bottom, fails and borderlines are always in it; if these are
    /// fewer than it must hold, the rest is drawn by lot. The same seed over the same marks draws the same sample.
    /// </summary>
    public IReadOnlyList<(MarkInModeration Mark, SampleGround Ground)> Draw(IReadOnlyCollection<MarkInModeration> marks, int seed)
    {
        var byScore = marks.OrderByDescending(m => m.Score).ThenBy(m => m.CandidateNumber, StringComparer.Ordinal).ThenBy(m => m.Attempt).ToList();
        Dictionary<long, (MarkInModeration, SampleGround)> drawn = [];
        void Take(IEnumerable<MarkInModeration> some, SampleGround ground)
        {
            foreach (var mark in some)
            {
                drawn.TryAdd(mark.MarkId, (mark, ground));
            }
        }

        Take(byScore.Take(Top), SampleGround.Top);
        Take(Enumerable.Reverse(byScore).Take(Bottom), SampleGround.Bottom);
        Take(byScore.Where(m => AllFails && m.Score < PassMark), SampleGround.Fail);
        Take(byScore.Where(m => IsBorderline(m.Score)), SampleGround.Borderline);
        var lot = byScore.Where(m => !drawn.ContainsKey(m.MarkId)).OrderBy(m => SeededOrder.Of($"{m.CandidateNumber}/{m.Attempt}", seed)).ThenBy(m => m.CandidateNumber, StringComparer.Ordinal).ToList();
        Take(lot.Take(LeastOf(marks.Count) - drawn.Count), SampleGround.Random);
        return [.. drawn.Values];
    }

    /// <summary>What the policy says, one sentence a clause.</summary>
    public IEnumerable<string> Words()
    {
        if (!Asked)
        {
            yield return "No moderation is asked.";
            yield break;
        }

        yield return Kinds is null ? "Every component is moderated." : $"Moderated: {string.Join(", ", Kinds.Select(k => k switch { ComponentKind.ComputerMarked => "computer-marked tests", ComponentKind.Examination => "examinations", _ => "coursework" }))}.";
        if (Share > 0 || Minimum > 0)
        {
            yield return Say($"The sample holds at least {Share:0.##} per cent of the marks, and at least {Minimum}.");
        }

        if (AllFails)
        {
            yield return Say($"Every mark below {PassMark:0.##} is in it.");
        }

        if (Margin > 0)
        {
            yield return Say($"Every mark up to {Margin:0.##} below {string.Join(", ", Boundaries.Select(b => b.ToString("0.##", CultureInfo.InvariantCulture)))} is in it.");
        }

        if (Top + Bottom > 0)
        {
            yield return $"The {Top} highest and the {Bottom} lowest marks are in it.";
        }

        yield return Say($"Two markers may be {Tolerance:0.##} marks apart without having to agree on one.");
    }

    private static string Say(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);

    private bool IsBorderline(decimal score) => Margin > 0 && Boundaries.Any(b => score < b && b - score <= Margin);
}
