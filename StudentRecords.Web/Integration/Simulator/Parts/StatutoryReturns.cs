namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>HESA: a report on every submission (F047).</summary>
internal sealed class StatutoryReturns() : Part("HESA")
{
    public override IEnumerable<Post> Answers(Heard heard, Scene scene)
    {
        if (heard.Type != "StudentReturnSubmitted")
        {
            return [];
        }

        var (collection, number) = (heard.Data.GetProperty("collectionRef").GetString()!, heard.Data.GetProperty("submissionNo").GetInt32());
        return [One(new Letter("F048", "ValidationReportReceived", $"{collection}/{number}/{scene.Mark}", new { collectionRef = collection, submissionNo = number, reference = $"{scene.Mark}-{collection}" }))];
    }
}
