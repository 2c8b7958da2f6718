using StudentRecords.Domain.Assessment;

namespace StudentRecords.Infrastructure.ExamBoards.Packs;

/// <summary>One thing that is otherwise now than when the pack was frozen.</summary>
/// <param name="CandidateNumber">Empty for what is about the board as a whole.</param>
/// <param name="Says">What changed, before and after.</param>
public sealed record PackChange(string CandidateNumber, string Says);

/// <summary>The change list against a frozen pack.</summary>
public static class PackChanges
{
    public static IReadOnlyList<PackChange> Between(PackPapers frozen, PackPapers now)
    {
        List<PackChange> changes = [];
        if (frozen.Board != now.Board || !frozen.Components.SequenceEqual(now.Components))
        {
            changes.Add(new("", "The module, its components, their scaling or its rule are described otherwise"));
        }

        var arrived = now.Candidates.Count(c => c.Number.Length == 0);
        if (arrived > 0)
        {
            changes.Add(new("", $"{arrived} registrations have arrived and are not yet candidates"));
        }

        var before = frozen.Candidates.ToDictionary(c => c.Number);
        foreach (var candidate in now.Candidates.Where(c => c.Number.Length > 0))
        {
            changes.AddRange(before.Remove(candidate.Number, out var was)
                ? Of(was, candidate).Select(says => new PackChange(candidate.Number, says))
                : [new(candidate.Number, "New candidate")]);
        }

        changes.AddRange(before.Keys.Order(StringComparer.Ordinal).Select(number => new PackChange(number, "No longer registered on the occurrence")));
        return changes;
    }

    private static IEnumerable<string> Of(PaperCandidate was, PaperCandidate now)
    {
        if (was.Status != now.Status)
        {
            yield return $"{was.Status} before, {now.Status} now";
        }

        foreach (var component in was.Marks.Concat(now.Marks).Select(m => m.Component).Distinct().Order(StringComparer.Ordinal))
        {
            var (before, after) = (Marks(was, component), Marks(now, component));
            if (before != after)
            {
                yield return $"{component}: {before} before, {after} now";
            }
        }

        foreach (var (before, after) in was.Scales.Zip(now.Scales).Where(p => p.First != p.Second))
        {
            yield return $"{after.Scale}: {Figure(before)} before, {Figure(after)} now";
        }

        if (was.Suggested != now.Suggested || was.Grade != now.Grade)
        {
            yield return $"Suggested {was.Suggested?.ToString() ?? "nothing"} before, {now.Suggested?.ToString() ?? "nothing"} now";
        }

        if (was.Imported != now.Imported || was.ImportedGrade != now.ImportedGrade)
        {
            yield return $"Imported {was.Imported?.ToString() ?? "nothing"} before, {now.Imported?.ToString() ?? "nothing"} now";
        }
    }

    private static string Marks(PaperCandidate candidate, string component)
    {
        var marks = candidate.Marks.Where(m => m.Component == component).Select(m => m.Score is { } s ? ModuleBoardPack.Number(s) : "no mark").ToList();
        return marks.Count == 0 ? "nothing" : string.Join(", ", marks);
    }

    private static string Figure(ScaleFigure figure) => figure.Mark is null ? figure.State.ToString() : ModuleBoardPack.Number(figure.Mark);
}
