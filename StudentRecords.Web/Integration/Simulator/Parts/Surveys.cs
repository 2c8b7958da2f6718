namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>Teaching evaluation: rates and means, and one with an answer in words, which is turned away.</summary>
internal sealed class Surveys() : Part("SETS")
{
    private const string Flow = "F032";

    /// <summary>Code of the term's survey.</summary>
    public static string Of(Scene scene) => $"{scene.Mark}-MEQ";

    public override IEnumerable<Post> Sends(TermStage stage, Scene scene) => stage == TermStage.Close
        ?
        [
            .. scene.Courses.Select(c => One(Told(scene, c, "SurveyResponseRates", 1, new { survey = Of(scene), moduleRun = c.Run, invited = 30, responses = 18 }))),
            .. scene.Courses.Select(c => One(Told(scene, c, "SurveyResultsAggregated", 2, new { survey = Of(scene), moduleRun = c.Run, invited = 30, responses = 21, means = new[] { new { question = "Q1", mean = 4.2 } } }))),
            One(Told(scene, scene.Courses[0], "SurveyResultsAggregated", 3, new { survey = Of(scene), moduleRun = scene.Courses[0].Run, comment = "The lecturer talks too fast" }) with { Fate = Fate.Turned }),
        ]
        : [];

    private static Letter Told(Scene scene, Course course, string type, long version, object data) => new(Flow, type, $"{Of(scene)}/{course.Run}", data) { SourceVersion = version };
}
