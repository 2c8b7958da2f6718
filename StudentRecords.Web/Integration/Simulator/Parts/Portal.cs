namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>The portal: choices of modules, one made twice, contact details and acknowledgements.</summary>
internal sealed class Portal() : Part("EWP")
{
    private const string Flow = "F011";

    public override IEnumerable<Post> Sends(TermStage stage, Scene scene)
    {
        switch (stage)
        {
            case TermStage.Teaching:
                foreach (var newcomer in scene.Taught)
                {
                    yield return One(Choice(scene, newcomer, "1"));
                }

                if (scene.Taught.Count > 0)
                {
                    yield return One(Choice(scene, scene.Taught[0], "again") with { Fate = Fate.Refused });
                }

                yield return Batch(scene.Students.Skip(20).Take(15).Select((s, i) => new Letter(Flow, "ProfileChangeRequested", $"{s.Number}/{scene.Mark}", new { student = s.Who, telephone = $"07700 900{i:000}" })));
                break;
            case TermStage.Assessment:
                yield return Batch(scene.Students.Take(25).Select(s => new Letter(Flow, "PolicyAcknowledged", $"{Policies.Of(scene)}/{s.Number}", new { student = s.Who, policy = Policies.Of(scene), on = scene.Today })));
                break;
            default:
                break;
        }
    }

    private static Letter Choice(Scene scene, Newcomer newcomer, string number) => new(Flow, "ModuleSelectionSubmitted", $"{newcomer.Id}/choice/{number}", new
    {
        student = newcomer.Who, occurrences = scene.Courses.Select(c => c.Run).ToArray(), requestedOn = scene.Begins,
    });
}
