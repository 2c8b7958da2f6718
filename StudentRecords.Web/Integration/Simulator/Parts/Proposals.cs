namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>Research proposals: a funded place for each researcher, amended once.</summary>
internal sealed class Proposals() : Part("RP")
{
    public override IEnumerable<Post> Sends(TermStage stage, Scene scene) => stage == TermStage.Teaching
        ? scene.Researchers.SelectMany((r, i) => new[] { One(Award(scene, r, i, 50, 1)), One(Award(scene, r, i, 100, 2)) })
        : [];

    private static Letter Award(Scene scene, Newcomer researcher, int number, int percent, long version)
    {
        var award = $"{scene.Mark}-RS{number}";
        return new Letter("F040", version == 1 ? "StudentshipAwarded" : "StudentshipAmended", award, new { award, student = researcher.Who, funder = "Moorland Trust", coverPercent = percent, from = scene.Begins }) { SourceVersion = version };
    }
}
