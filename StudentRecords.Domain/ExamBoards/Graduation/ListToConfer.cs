namespace StudentRecords.Domain.ExamBoards.Graduation;

/// <summary>A ceremony's list on its way to conferment: all of it is conferred, or nothing, with every reason.</summary>
/// <param name="Ceremony">Whose list.</param>
/// <param name="Standings">Everybody on it.</param>
public sealed record ListToConfer(Ceremony Ceremony, IReadOnlyList<AwardStanding> Standings)
{
    /// <summary>Every reason why the list cannot be conferred on the day.</summary>
    public IReadOnlyList<Refusal> Lacking(DateOnly? on, DateOnly today, DateTimeOffset now)
    {
        List<Refusal> refusals = Ceremony.Closed() is { } closed ? [closed] : [];
        if (Standings.Count == 0)
        {
            refusals.Add(new("LIST_EMPTY", $"Nobody is on the list of {Ceremony.Title}."));
        }

        if (Ceremony.Overfull(Standings.Count) is { } full)
        {
            refusals.Add(full);
        }

        if (on is not { } day)
        {
            refusals.Add(new("DAY_MISSING", "Say on which day the awards are conferred.", Field: nameof(Conferment.EffectiveOn)));
        }
        else
        {
            refusals.AddRange(Faults(day, today));
        }

        refusals.AddRange(Standings.SelectMany(s => s.Obstacles(now)));
        return refusals;
    }

    /// <summary>The acts of conferment, once nothing is lacking; the list is closed over them.</summary>
    /// <param name="on">The day of conferment.</param>
    /// <param name="firstNumber">Number of the first certificate; the others follow.</param>
    /// <param name="by">Who confers.</param>
    /// <param name="at">Now.</param>
    public IReadOnlyList<Conferment> Confer(DateOnly on, long firstNumber, string by, DateTimeOffset at)
    {
        Ceremony.Confer(on, by, at);
        return [.. Standings.Select((s, i) => new Conferment(Ceremony, s.Award, on, firstNumber + i, by, at))];
    }

    private IEnumerable<Refusal> Faults(DateOnly day, DateOnly today)
    {
        if (day > today)
        {
            yield return new("DAY_TO_COME", "Awards are conferred on the day or after it, not before.", Field: nameof(Conferment.EffectiveOn));
        }

        if (!Ceremony.IsInAbsentia && day != Ceremony.HeldOn)
        {
            yield return new("NOT_THE_DAY", $"{Ceremony.Title} is held on {Ceremony.HeldOn:d MMM yyyy}; awards are conferred on that day.", Field: nameof(Conferment.EffectiveOn));
        }

        if (Standings.Where(s => day < Calendar.UkTime.Day(s.Award.RatifiedAt)).Select(s => s.StudentNumber).ToList() is { Count: > 0 } early)
        {
            yield return new("BEFORE_THE_DECISION", $"The awards of {string.Join(", ", early.Take(10))} were decided after that day.", Field: nameof(Conferment.EffectiveOn));
        }
    }
}
