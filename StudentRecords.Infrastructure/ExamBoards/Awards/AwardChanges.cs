using StudentRecords.Infrastructure.ExamBoards.Packs;

namespace StudentRecords.Infrastructure.ExamBoards.Awards;

/// <summary>The change list of a progression and award board against its frozen pack.</summary>
internal static class AwardChanges
{
    public static IReadOnlyList<PackChange> Between(AwardPaperData frozen, AwardPaperData now)
    {
        List<PackChange> changes = [];
        var arrived = now.Candidates.Count(c => c.Number.Length == 0);
        if (arrived > 0)
        {
            changes.Add(new("", $"{arrived} engagements have arrived and are not yet candidates"));
        }

        var before = frozen.Candidates.Where(c => c.Number.Length > 0).ToDictionary(c => c.Number);
        foreach (var candidate in now.Candidates.Where(c => c.Number.Length > 0))
        {
            changes.AddRange(before.Remove(candidate.Number, out var was) ? Of(was, candidate).Select(says => new PackChange(candidate.Number, says)) : [new(candidate.Number, "New candidate")]);
        }

        changes.AddRange(before.Keys.Order(StringComparer.Ordinal).Select(n => new PackChange(n, "No longer in this year of the programme")));
        return changes;
    }

    private static IEnumerable<string> Of(AwardPaperCandidate was, AwardPaperCandidate now)
    {
        var (before, after) = (was.Modules.ToDictionary(m => m.Code), now.Modules.ToDictionary(m => m.Code));
        foreach (var code in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            var (then, here) = (AwardGrid.Cell(before.GetValueOrDefault(code)), AwardGrid.Cell(after.GetValueOrDefault(code)));
            if (then != here)
            {
                yield return $"{code}: {(then.Length == 0 ? "not there" : then)} before, {(here.Length == 0 ? "not there" : here)} now";
            }
        }

        if (!(was.Codes ?? []).SequenceEqual(now.Codes ?? []))
        {
            yield return $"Outcome codes {Codes(was)} before, {Codes(now)} now";
        }

        if (was.Regulation != now.Regulation)
        {
            yield return $"{was.Regulation} before, {now.Regulation} now";
        }

        if ((was.Suggested, was.Class, was.Award) != (now.Suggested, now.Class, now.Award))
        {
            yield return $"Suggested {AwardBoardPack.Word(was.Suggested)} {was.Class} before, {AwardBoardPack.Word(now.Suggested)} {now.Class} now".Replace("  ", " ", StringComparison.Ordinal);
        }

        static string Codes(AwardPaperCandidate candidate) => candidate.Codes is { Count: > 0 } codes ? string.Join(' ', codes) : "none";
    }
}
