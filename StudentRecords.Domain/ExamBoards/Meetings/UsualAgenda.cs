namespace StudentRecords.Domain.ExamBoards.Meetings;

/// <summary>The points that boards of examiners usually go through, in their usual order.</summary>
public static class UsualAgenda
{
    private static readonly (AgendaTopic Topic, string Title)[] Points =
    [
        (AgendaTopic.Membership, "Membership and quorum"),
        (AgendaTopic.Apologies, "Apologies"),
        (AgendaTopic.Interests, "Declarations of interest"),
        (AgendaTopic.Spoken, "Minutes of the last meeting and matters arising"),
        (AgendaTopic.ChairsActions, "Chair's action since the last meeting"),
        (AgendaTopic.Spoken, "Exceptional circumstances and academic misconduct: reports"),
        (AgendaTopic.ExaminersWord, "External examiners' remarks"),
        (AgendaTopic.Decisions, "Results by candidate"),
        (AgendaTopic.Actions, "Actions"),
        (AgendaTopic.Spoken, "Any other business and date of the next meeting"),
    ];

    public static IReadOnlyList<AgendaItem> For(long boardId) => [.. Points.Select((p, i) => new AgendaItem(boardId, i + 1, p.Topic, p.Title))];
}
