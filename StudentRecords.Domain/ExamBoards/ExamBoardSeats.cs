namespace StudentRecords.Domain.ExamBoards;

/// <summary>Who sits on the board.</summary>
public sealed partial class ExamBoard
{
    /// <summary>Refused for a second seat of the same user, a second chair, an examiner whose term ends before the meeting, or after ratification.</summary>
    public Outcome<BoardMember> Appoint(long userId, string name, MemberRole role, DateOnly? termEndsOn, DateTimeOffset at)
    {
        List<Refusal> refusals = [.. Ratified()];
        if (Members.Any(m => m.UserId == userId))
        {
            refusals.Add(new("ALREADY_MEMBER", $"{name} sits on this board already."));
        }

        if (role == MemberRole.Chair && Members.Any(m => m.Role == MemberRole.Chair))
        {
            refusals.Add(new("SECOND_CHAIR", "The board has a chair already."));
        }

        if (role == MemberRole.External && termEndsOn < MeetsOn)
        {
            refusals.Add(new("TERM_ENDED", $"{name}'s appointment ends on {termEndsOn:d MMM yyyy}, before the board meets on {MeetsOn:d MMM yyyy}.", "Term of external examiners", nameof(BoardMember.TermEndsOn)));
        }

        if (refusals.Count > 0)
        {
            return Outcome<BoardMember>.Refused(refusals);
        }

        var member = new BoardMember(this, userId, name, role, role == MemberRole.External ? termEndsOn : null);
        if (role == MemberRole.External && PackVersion > 0)
        {
            member.Grant(at);
        }

        seats.Add(member);
        return member;
    }

    /// <summary>Takes a seat away again, dated and with a reason. The seat stays in the record; what an examiner said from it no longer counts.</summary>
    public Outcome Remove(long userId, string reason, string by, DateTimeOffset at)
    {
        List<Refusal> refusals = [.. Ratified()];
        var member = Members.FirstOrDefault(m => m.UserId == userId);
        if (member is null)
        {
            refusals.Add(new("NOT_MEMBER", "Nobody of that number sits on this board."));
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            refusals.Add(new("REASON_NEEDED", "Say why the member is removed."));
        }

        if (refusals.Count > 0)
        {
            return Outcome.Refused(refusals);
        }

        member!.Remove(reason.Trim(), by, at);
        return Outcome.Done;
    }

    /// <summary>Lets the board ratify although an examiner's access came later than the lead time.</summary>
    public Outcome WaiveLeadTime(long userId, string reason, string by, DateTimeOffset at)
    {
        List<Refusal> refusals = [.. Ratified()];
        var examiner = Members.FirstOrDefault(m => m.UserId == userId && m.Role == MemberRole.External);
        if (examiner is null)
        {
            refusals.Add(new("NOT_EXAMINER", "Only an external examiner of this board has a lead time to waive.", "F067"));
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            refusals.Add(new("REASON_NEEDED", "Say why the lead time is waived, and that the examiner agrees.", "F067"));
        }

        if (refusals.Count > 0)
        {
            return Outcome.Refused(refusals);
        }

        examiner!.Waive(reason.Trim(), by, at);
        return Outcome.Done;
    }

    /// <summary>A sitting that follows this one, once it is ratified, with the same members. By chair's action the chair decides alone; otherwise the quorum is the same.</summary>
    public Outcome<ExamBoard> Follow(BoardSequel sequel, bool byChairAlone, DateOnly? meetsOn) => IsRatified
        ? new ExamBoard(this, sequel, byChairAlone ? new QuorumRule(1, 0, 0) : Quorum, meetsOn)
        : Outcome<ExamBoard>.Refused("NOT_RATIFIED", "A sitting follows a ratified board; this one can still be decided itself.", "F065");
}
