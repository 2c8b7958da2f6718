namespace StudentRecords.Domain.ExamBoards;

/// <summary>Who must be present for a board to decide. The chair or a deputy must always be; the secretary counts for nothing.</summary>
/// <param name="MinimumInternal">Fewest internal examiners, the chair among them.</param>
/// <param name="InternalShare">Share of the internal examiners appointed, the chair among them; 0.5 is half.</param>
/// <param name="MinimumExternal">Fewest external examiners taking part.</param>
public sealed record QuorumRule(int MinimumInternal, decimal InternalShare, int MinimumExternal)
{
    /// <summary>Half of the internal examiners, two at least, and one external (as Edinburgh publishes it).</summary>
    public static readonly QuorumRule Usual = new(2, 0.5m, 1);

    /// <summary>Every reason why those present are no quorum.</summary>
    public IEnumerable<Refusal> Lacking(IReadOnlyCollection<BoardMember> members)
    {
        var internals = members.Where(m => m.Role is MemberRole.Chair or MemberRole.DeputyChair or MemberRole.Internal).ToList();
        var present = internals.Count(m => m.Attended);
        var needed = Math.Max(MinimumInternal, (int)Math.Ceiling(internals.Count * InternalShare));
        if (!members.Any(m => m is { Role: MemberRole.Chair or MemberRole.DeputyChair, Attended: true }))
        {
            yield return new("NO_CHAIR", "Neither the chair nor a deputy is recorded as present.", "Quorum");
        }

        if (present < needed)
        {
            yield return new("NO_QUORUM", $"{present} of {internals.Count} internal examiners are present; {needed} are needed.", "Quorum");
        }

        var externals = members.Count(m => m is { Role: MemberRole.External, Attended: true });
        if (externals < MinimumExternal)
        {
            yield return new("NO_EXTERNAL", $"{externals} external examiners take part; {MinimumExternal} must.", "Quorum");
        }
    }
}
