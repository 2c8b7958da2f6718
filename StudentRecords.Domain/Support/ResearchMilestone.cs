using StudentRecords.Domain.Integration;

namespace StudentRecords.Domain.Support;

/// <summary>What a research student reached.</summary>
public enum MilestoneKind
{
    Registration,
    Progression,
    ThesisSubmitted,
    Viva,

    /// <summary>For information; no part of the degree.</summary>
    Publication,
}

/// <summary>A milestone of a research degree (F038). Part of the academic record.</summary>
public sealed class ResearchMilestone : ToldOfPerson
{
    private ResearchMilestone() { }

    public ResearchMilestone(long personId, string key, MilestoneKind kind)
    {
        PersonId = personId;
        Key = key;
        Kind = kind;
    }

    public MilestoneKind Kind { get; private set; }

    public DateOnly On { get; private set; }

    /// <summary>What came of it: Passed, MinorCorrections.</summary>
    public string? Outcome { get; private set; }

    public string? Title { get; private set; }

    /// <summary>False when the word is not newer than what is held.</summary>
    public bool Take(DateOnly on, string? outcome, string? title, long sourceVersion)
    {
        if (!IsNews(sourceVersion))
        {
            return false;
        }

        (On, Outcome, Title) = (on, outcome, title);
        return true;
    }
}
