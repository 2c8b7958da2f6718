using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Enrolment.Bulk;

namespace StudentRecords.Infrastructure.Enrolment.Progression;

/// <summary>Takes back what a progression run did, one student a line.</summary>
internal sealed class ProgressionUndoJourney : IBulkJourney
{
    public const string Word = "progression-undo";

    public string Kind => Word;

    public string Title => "Take progression back";

    public string Act => "TakeProgressionBack";

    public Room Room => Room.Enrolments;

    public Level Level => Level.Decide;

    public IReadOnlyList<BulkColumn> Columns => [EngagementsOfLines.Student, EngagementsOfLines.Number, ProgressionJourney.Year];

    public async Task<IReadOnlyList<BulkAnswer>> ApplyAsync(BulkSlice slice, CancellationToken ct)
    {
        var engagements = await EngagementsOfLines.LoadAsync(slice.Db, slice.Lines, slice.Reach, ct);
        var found = slice.Lines.Select(l => (Line: l, Engagement: engagements.Find(l))).ToList();
        var work = new TakingBack(slice.Db);
        await work.LoadAsync([.. found.Where(f => f.Engagement.Succeeded).Select(f => f.Engagement.Value!).Distinct()], ct);
        return [.. found.Select(f =>
        {
            if (f.Engagement.Value is not { } engagement)
            {
                return new BulkAnswer(null, f.Engagement.Refusals);
            }

            var outcome = work.Take(engagement, f.Line[ProgressionJourney.Year.Name] ?? "", slice.Change);
            return new BulkAnswer(engagement.PersonId, outcome.Refusals, outcome.Value);
        })];
    }
}
