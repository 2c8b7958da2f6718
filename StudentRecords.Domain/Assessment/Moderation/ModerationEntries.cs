using StudentRecords.Domain.Access;

namespace StudentRecords.Domain.Assessment.Moderation;

/// <summary>The two rows that are not written on a moderation sheet.</summary>
public static class ModerationEntries
{
    /// <summary>A mark typed in by hand, with who typed it.</summary>
    public static ModerationEntry EnteredByHand(Mark mark, Caller by, DateTimeOffset at, string reason) =>
        new(Of(mark), ModerationAct.Entered, MarkState.Entered, new(by, at, reason));

    /// <summary>A confirmed mark of a candidate on whom a board ratifies.</summary>
    public static ModerationEntry AgreedByBoard(MarkInModeration mark, Caller by, DateTimeOffset at, string reason) =>
        new(mark, ModerationAct.AgreedByBoard, MarkState.AgreedByBoard, new(by, at, reason));

    private static MarkInModeration Of(Mark mark) => new()
    {
        MarkId = mark.Id, PersonId = mark.PersonId, RegistrationId = mark.RegistrationId, ComponentId = mark.ComponentId, CandidateNumber = "", Attempt = mark.Attempt, Score = mark.Score ?? 0, Source = mark.Source,
    };
}
