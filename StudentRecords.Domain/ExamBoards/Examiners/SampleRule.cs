namespace StudentRecords.Domain.ExamBoards.Examiners;

/// <summary>A candidate as a sample is drawn from them.</summary>
public sealed record Sampled(string CandidateNumber, decimal? Mark, bool Fails, bool IsBorderline);

/// <summary>By which rule an external examiner's sample of work is drawn: so many of each kind; nobody is counted twice.</summary>
/// <param name="Top">Highest marks.</param>
/// <param name="Bottom">Lowest marks.</param>
/// <param name="Fails">Of those who fail, the highest first.</param>
/// <param name="Borderlines">Closest below a boundary as the board marks them.</param>
/// <param name="Random">By lot, from those left.</param>
/// <param name="Seed">Of the lot: the same seed over the same candidates draws the same sample.</param>
public sealed record SampleRule(int Top, int Bottom, int Fails, int Borderlines, int Random, int Seed)
{
    /// <summary>Most of one kind.</summary>
    public const int Most = 50;

    public static readonly SampleRule Usual = new(3, 2, 3, 3, 3, 1);

    /// <summary>Every reason why no sample can be drawn by this rule.</summary>
    public IEnumerable<Refusal> Faults()
    {
        if (new[] { Top, Bottom, Fails, Borderlines, Random }.Any(n => n is < 0 or > Most))
        {
            yield return new("SAMPLE_SIZE", $"Each number lies between 0 and {Most}.", "F067", nameof(Top));
        }
        else if (Top + Bottom + Fails + Borderlines + Random == 0)
        {
            yield return new("SAMPLE_EMPTY", "Say how many pieces of work the sample is to hold.", "F067", nameof(Top));
        }
    }

    /// <summary>Numbers with why each was drawn, in the order of drawing. Candidates without a mark are not drawn.</summary>
    public IReadOnlyList<(string CandidateNumber, SampleGround Ground)> Draw(IEnumerable<Sampled> candidates)
    {
        var marked = candidates.Where(c => c.Mark is not null).OrderByDescending(c => c.Mark).ThenBy(c => c.CandidateNumber, StringComparer.Ordinal).ToList();
        List<(string, SampleGround)> drawn = [];
        Take(marked, Top, SampleGround.Top, drawn);
        Take(Enumerable.Reverse(marked), Bottom, SampleGround.Bottom, drawn);
        Take(marked.Where(c => c.Fails), Fails, SampleGround.Fail, drawn);
        Take(marked.Where(c => c.IsBorderline), Borderlines, SampleGround.Borderline, drawn);
        // an order of its own for each number and seed, so that one more candidate does not shuffle all the others
        Take(marked.OrderBy(c => SeededOrder.Of(c.CandidateNumber, Seed)).ThenBy(c => c.CandidateNumber, StringComparer.Ordinal), Random, SampleGround.Random, drawn);
        return drawn;
    }

    private static void Take(IEnumerable<Sampled> from, int number, SampleGround ground, List<(string Number, SampleGround)> drawn) =>
        drawn.AddRange(from.Where(c => drawn.TrueForAll(d => d.Number != c.CandidateNumber)).Take(number).Select(c => (c.CandidateNumber, ground)).ToList());
}

/// <summary>Why a candidate's work is in the sample.</summary>
public enum SampleGround
{
    Top,
    Bottom,
    Fail,
    Borderline,
    Random,

    /// <summary>The examiner asked for this one.</summary>
    AskedFor,
}
