namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>UCAS: applications, one told in its newest version first, and the replies, all by its change number of the application.</summary>
internal sealed class Ucas() : Part("UCAS")
{
    private const string Flow = "F045";

    public override IEnumerable<Post> Sends(TermStage stage, Scene scene)
    {
        if (stage != TermStage.Before || scene.Taught.Count == 0)
        {
            yield break;
        }

        var first = scene.Taught[0];
        yield return One(Application(scene, first, "ApplicantDetailsAmended", 2));
        yield return One(Application(scene, first, "UcasApplicationReceived", 1) with { Fate = Fate.Stale });
        yield return Batch(scene.Taught.Skip(1).Select(n => Application(scene, n, "UcasApplicationReceived", 1)));
        yield return Batch(scene.Taught.Select(n => new Letter(Flow, "OfferReplyRecorded", $"{n.Application}/reply", new { application = n.Application, accepted = true }) { SourceVersion = 3 }));
    }

    private static Letter Application(Scene scene, Newcomer n, string type, long version) => new(Flow, type, n.Application, new
    {
        application = n.Application, applicant = n.Who, programme = scene.Programme, entryOn = scene.Begins,
        details = new { familyName = n.FamilyName, givenNames = n.GivenNames, dateOfBirth = n.Born, legalSex = "96", nationality = n.IsSponsored ? "IN" : "GB", supportNumber = n.SupportNumber, email = $"{n.Id.ToLowerInvariant()}@post.example" },
    }) { SourceVersion = version };
}
