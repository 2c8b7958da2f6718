using System.Globalization;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Enrolment.Bulk;

namespace StudentRecords.Infrastructure.Funding.Bulk;

/// <summary>Walks lines about money: each engagement is assessed anew after its line, and the answer says by how much its charges change.</summary>
internal static class FeesOfLines
{
    public static async Task<IReadOnlyList<BulkAnswer>> ApplyAsync(BulkSlice slice, Func<BulkLine, Engagement, FeeAssessment, BulkAnswer> change, CancellationToken ct)
    {
        var engagements = await EngagementsOfLines.LoadAsync(slice.Db, slice.Lines, slice.Reach, ct);
        var found = slice.Lines.Select(l => (Line: l, Engagement: engagements.Find(l))).ToList();
        var fees = new FeeAssessment();
        await fees.LoadAsync(slice.Db, [.. found.Where(f => f.Engagement.Succeeded).Select(f => f.Engagement.Value!).Distinct()], ct);
        List<BulkAnswer> answers = [];
        foreach (var (line, engagement) in found)
        {
            answers.Add(engagement.Succeeded ? Assessed(change(line, engagement.Value!, fees), engagement.Value!, fees, slice) : new BulkAnswer(null, engagement.Refusals));
        }

        return answers;
    }

    private static BulkAnswer Assessed(BulkAnswer answer, Engagement engagement, FeeAssessment fees, BulkSlice slice)
    {
        if (answer.Refusals.Count > 0)
        {
            return answer;
        }

        var before = fees.Posted(engagement);
        fees.Assess(slice.Db, engagement, slice.Change.At, StepTaking.Correlation(slice.Change));
        var after = fees.Posted(engagement);
        return answer with { Effect = $"{answer.Effect}{Billed("the student is", after.Student - before.Student)}, {Billed("others are", after.Others - before.Others)}." };
    }

    private static string Billed(string who, decimal by) => by == 0 ? $"{who} billed as before" : string.Create(CultureInfo.InvariantCulture, $"{who} billed £{Math.Abs(by):#,##0.00} {(by < 0 ? "less" : "more")}");
}
