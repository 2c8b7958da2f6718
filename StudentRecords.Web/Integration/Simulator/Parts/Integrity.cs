namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>Academic integrity: a case from its finding to its end.</summary>
internal sealed class Integrity() : Part("AI")
{
    public override IEnumerable<Post> Sends(TermStage stage, Scene scene) => stage == TermStage.Close && scene.Taught.Count > 3
        ? [One(Told(scene, "MisconductOutcomeConfirmed", "Proven", 1)), One(Told(scene, "MisconductCaseClosed", "Proven", 2))]
        : [];

    private static Letter Told(Scene scene, string type, string finding, long version) => new("F069", type, $"{scene.Mark}-AI1", new
    {
        student = scene.Taught[3].Who, @case = $"{scene.Mark}-AI1", finding, decidedOn = scene.Today, penalties = Array.Empty<object>(),
    }) { SourceVersion = version };
}
