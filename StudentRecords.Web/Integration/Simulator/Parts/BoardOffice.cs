namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>The board's own system: has the papers (F064), and sends what the minute says of each candidate (F065).</summary>
internal sealed class BoardOffice() : Part("EXAMBOARD")
{
    public override IEnumerable<Post> Answers(Heard heard, Scene scene)
    {
        if (heard.Type != "BoardPackIssued" || heard.Data.GetProperty("board").GetString() is not { } board || !scene.Minuted.TryGetValue(board, out var candidates))
        {
            return [];
        }

        var pack = heard.Data.GetProperty("packVersion").GetInt32();
        return [Batch(candidates.Select(c => new Letter("F065", "BoardDecisionRatified", $"{board}/{pack}/{c.Number}", new
        {
            board, packVersion = pack, candidate = c.Number, outcome = $"{c.Suggested ?? Domain.ExamBoards.BoardOutcome.Referred}", grade = c.Grade,
            reason = c.Suggested is null ? "To be assessed again as a further attempt (regulation 12.1)" : null, minute = $"Board office, {scene.Mark}", decidedOn = scene.Today,
        })))];
    }
}
