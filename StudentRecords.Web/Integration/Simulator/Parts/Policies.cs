namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>Content management: a policy, and that it is to be acknowledged.</summary>
internal sealed class Policies() : Part("CMS")
{
    /// <summary>Key of the policy that students acknowledge.</summary>
    public static string Of(Scene scene) => $"{scene.Mark}-AI-USE";

    public override IEnumerable<Post> Sends(TermStage stage, Scene scene) => stage == TermStage.Before
        ? [One(Told(scene, "PolicyPublished", 1)), One(Told(scene, "AcknowledgementRequired", 2))]
        : [];

    private static Letter Told(Scene scene, string type, long version) => new("F042", type, Of(scene), new
    {
        policy = Of(scene), title = "Use of generative tools in assessment", link = "https://www.wexmoor.example/policies/generative-tools", effectiveOn = scene.Begins,
    }) { SourceVersion = version };
}
