namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>The warehouse: what fails its rules, and no longer does; feeds for others (F057).</summary>
internal sealed class Warehouse() : Part("DW")
{
    public override IEnumerable<Post> Sends(TermStage stage, Scene scene) => stage switch
    {
        TermStage.Assessment => [File(scene.Students.Take(6).Select(s => Told(scene, s, isClean: false)))],
        TermStage.Close => [File(scene.Students.Take(3).Select(s => Told(scene, s, isClean: true))), One(Batches.Of(scene, "F057", "ConsolidatedAnalyticsFeed", "all-systems"))],
        _ => [],
    };

    private static Letter Told(Scene scene, EnrolledStudent student, bool isClean) => new("F030", "DataQualityReportIssued", $"{scene.Mark}/POSTCODE/{student.Number}", new
    {
        rule = $"{scene.Mark}-POSTCODE", entity = $"student/{student.Number}", run = isClean ? "night-2" : "night-1", on = scene.Today, isClean, sentence = isClean ? null : "The term-time postcode is not one of the town's.",
    }) { SourceVersion = isClean ? 2 : 1 };
}
