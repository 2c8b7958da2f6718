namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>Business intelligence: flags, and the withdrawal of some.</summary>
internal sealed class Intelligence() : Part("BI")
{
    private const string Flow = "F028";

    public override IEnumerable<Post> Sends(TermStage stage, Scene scene) => stage switch
    {
        TermStage.Teaching => [File(Flags(scene).Select(f => Told(scene, f, "AtRiskFlagRaised", 1)))],
        TermStage.Close => [Batch(Flags(scene).Take(3).Select(f => Told(scene, f, "AtRiskFlagWithdrawn", 2)))],
        _ => [],
    };

    private static IEnumerable<(EnrolledStudent Student, string Key)> Flags(Scene scene) => scene.Students.Skip(30).Take(24).Select((s, i) => (s, $"{scene.Mark}-RF{i}"));

    private static Letter Told(Scene scene, (EnrolledStudent Student, string Key) flag, string type, long version) => new(Flow, type, flag.Key, new
    {
        student = flag.Student.Who, model = "engagement-3", flag = flag.Key, scoredOn = scene.Today, band = "Medium", factors = new[] { "VLE", "ATT" },
    }) { SourceVersion = version };
}
