namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>The credit that an award asks for.</summary>
public sealed record CreditClause
{
    /// <summary>Credits to be registered and gained.</summary>
    public decimal Total { get; init; }

    /// <summary>Most credits that may be registered; null: no more than the total.</summary>
    public decimal? Most { get; init; }

    /// <summary>Fewest and most by level.</summary>
    public IReadOnlyDictionary<int, LevelCredits> Levels { get; init; } = new Dictionary<int, LevelCredits>();
}

/// <summary>Credits of one level.</summary>
public sealed record LevelCredits
{
    /// <summary>Fewest at this level or a higher one.</summary>
    public decimal Least { get; init; }

    /// <summary>Most at exactly this level.</summary>
    public decimal? Most { get; init; }

    /// <summary>Fewest at this level or a higher one that were passed outright, not compensated (Goldsmiths: 90 in the final year).</summary>
    public decimal Outright { get; init; }
}

/// <summary>Attempts at a module, and what a further one can earn.</summary>
public sealed record AttemptClause
{
    public int Most { get; init; } = 2;

    /// <summary>Further attempts earn the pass mark at most.</summary>
    public bool Capped { get; init; } = true;

    public AttemptMark Counts { get; init; }
}

public enum AttemptMark
{
    /// <summary>The better of the first mark and the capped later ones.</summary>
    Best,

    /// <summary>The newest attempt, capped, even where it is worse.</summary>
    Newest,

    /// <summary>The first attempt's mark in the mean; later ones earn credit only.</summary>
    FirstInTheMean,
}

/// <summary>Credit for a failed module within limits, by either of the two words for it. The actual mark stays.</summary>
public sealed record AllowanceClause
{
    public required string Name { get; init; }

    public required AllowanceKind As { get; init; }

    /// <summary>Levels over which the credits are counted together; empty with <see cref="Stages"/>: the whole award.</summary>
    public IReadOnlyList<int> Levels { get; init; } = [];

    public IReadOnlyList<int> Stages { get; init; } = [];

    /// <summary>Most credits over these levels or stages.</summary>
    public required decimal Most { get; init; }

    /// <summary>Lowest mark that it can be given for.</summary>
    public required decimal MarksFrom { get; init; }

    /// <summary>The mean of the module's level (or stage) has to reach this.</summary>
    public decimal? MeanFrom { get; init; }

    /// <summary>Of that mean.</summary>
    public RoundingClause? MeanRounding { get; init; }

    /// <summary>Kinds of module that it is never given for: core, dissertation, psrb.</summary>
    public IReadOnlyList<string> Never { get; init; } = [];

    /// <summary>Where more credits have failed than the limit, none is given; otherwise up to the limit, the better marks first.</summary>
    public bool AllOrNothing { get; init; }

    /// <summary>Only where no attempt is left.</summary>
    public bool AfterLastAttempt { get; init; }

    /// <summary>The award is no better than this class where it was given (Keele PGT).</summary>
    public string? HoldsAwardAt { get; init; }

    internal bool Covers(ProfileModule module) => Stages.Count > 0 ? Stages.Contains(module.Stage) : Levels.Count == 0 || Levels.Contains(module.Level);
}

public enum AllowanceKind
{
    Compensated,
    Condoned,
}

/// <summary>What a stage asks before the next one is opened.</summary>
public sealed record StageClause
{
    /// <summary>1 for the first.</summary>
    public required int Stage { get; init; }

    /// <summary>Credits to be registered in it.</summary>
    public required decimal Credits { get; init; }

    /// <summary>Mean of the stage's modules that is needed besides the credit.</summary>
    public decimal? MeanFrom { get; init; }

    /// <summary>Ways to go on with credit outstanding; one is enough.</summary>
    public IReadOnlyList<TrailClause> Trail { get; init; } = [];

    /// <summary>Fewer credits gained than this, and the whole stage is repeated, not the failed modules.</summary>
    public decimal RepeatsStageBelow { get; init; }
}

/// <summary>Going on with modules outstanding.</summary>
public sealed record TrailClause
{
    /// <summary>Fewest credits of the stage that are gained.</summary>
    public decimal Gained { get; init; }

    /// <summary>Most credits outstanding, those carried from earlier stages among them.</summary>
    public required decimal Outstanding { get; init; }

    /// <summary>Every outstanding module has at least this mark.</summary>
    public decimal? MarksFrom { get; init; }

    /// <summary>Kinds of module that are never trailed.</summary>
    public IReadOnlyList<string> Never { get; init; } = [];
}

/// <summary>A lower award that may be given instead, by an approved title.</summary>
public sealed record ExitClause
{
    public required string Award { get; init; }

    public required decimal Total { get; init; }

    /// <summary>Fewest credits at this level or a higher one.</summary>
    public IReadOnlyDictionary<int, decimal> Levels { get; init; } = new Dictionary<int, decimal>();

    /// <summary>HESA QUALAWARDRESULT where the exit award has no classes.</summary>
    public string? ResultCode { get; init; }

    /// <summary>Levels whose plain mean is classified; empty: the exit award has no classes.</summary>
    public IReadOnlyList<int> ClassifiedOn { get; init; } = [];

    /// <summary>Best first; the last begins at the end of the scale.</summary>
    public IReadOnlyList<ClassClause> Classes { get; init; } = [];
}

/// <summary>A degree by research: what examiners may recommend.</summary>
public sealed record ResearchClause
{
    /// <summary>Most submissions of the thesis, the first among them.</summary>
    public int Submissions { get; init; } = 2;

    public required IReadOnlyList<Recommendation> Recommendations { get; init; }
}

/// <summary>One recommendation that examiners of a thesis may make; it is no result until a committee approves it.</summary>
public sealed record Recommendation
{
    public required string Code { get; init; }

    public required string Title { get; init; }

    public required RecommendationEffect Effect { get; init; }

    /// <summary>Time for corrections or resubmission.</summary>
    public int Months { get; init; }

    public int Weeks { get; init; }

    /// <summary>The award given; null: the degree that was aimed at.</summary>
    public string? Award { get; init; }

    /// <summary>A further oral examination is held.</summary>
    public bool Viva { get; init; }
}

public enum RecommendationEffect
{
    /// <summary>The award, once any corrections are accepted.</summary>
    Award,

    /// <summary>The thesis comes again.</summary>
    Resubmit,

    /// <summary>The same thesis, examined orally again.</summary>
    ExamineAgain,

    /// <summary>A lower award, outright or after corrections.</summary>
    LowerAward,
    Fail,
}
