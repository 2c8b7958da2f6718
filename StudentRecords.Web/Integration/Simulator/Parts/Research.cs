namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>Research information: registration, and a viva that is told before its thesis.</summary>
internal sealed class Research() : Part("CRIS")
{
    private const string Flow = "F038";

    public override IEnumerable<Post> Sends(TermStage stage, Scene scene) => stage == TermStage.Assessment
        ?
        [
            .. scene.Researchers.Select(r => One(Told(r, "ResearchMilestoneRecorded", "Registration", null, scene.Begins))),
            .. scene.Researchers.Take(1).Select(r => One(Told(r, "VivaOutcomeRecorded", "Viva", "Pass with minor corrections", scene.Today) with { Fate = Fate.Awaited })),
            .. scene.Researchers.Take(1).Select(r => One(Told(r, "ThesisSubmitted", "ThesisSubmitted", null, scene.Today))),
        ]
        : [];

    private static Letter Told(Newcomer researcher, string type, string milestone, string? outcome, DateOnly on) => new(Flow, type, $"{researcher.Id}/{milestone}", new { student = researcher.Who, milestone, on, outcome });
}

/// <summary>Research proposals: a funded place with a stipend for each researcher, amended once.</summary>
internal sealed class Proposals() : Part("RP")
{
    public override IEnumerable<Post> Sends(TermStage stage, Scene scene) => stage == TermStage.Teaching
        ? scene.Researchers.SelectMany((r, i) => new[] { One(Award(scene, r, i, 50, 1)), One(Award(scene, r, i, 100, 2)) })
        : [];

    private static Letter Award(Scene scene, Newcomer researcher, int number, int percent, long version)
    {
        var award = $"{scene.Mark}-RS{number}";
        return new Letter("F040", version == 1 ? "StudentshipAwarded" : "StudentshipAmended", award, new { award, student = researcher.Who, funder = "Moorland Trust", coverPercent = percent, stipendAmount = 20_780, stipendInstalments = 4, from = scene.Begins }) { SourceVersion = version };
    }
}
