namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>UCAS: applications, one told in its newest version first, the replies, all by its change number of the application, and somebody's results, which are corrected. Every reply is a place, before admissions hands over.</summary>
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
        yield return One(Results(scene, first, "B", 1));
        yield return One(Results(scene, first, "A", 2));
    }

    private static Letter Results(Scene scene, Newcomer n, string grade, long version) => new(Flow, "QualificationResultsReceived", $"{n.Id}/results/{scene.Begins.Year}-06", new
    {
        applicant = n.Who, sitting = $"{scene.Begins.Year}-06", releaseAt = new DateTimeOffset(scene.Begins, new TimeOnly(7, 0), TimeSpan.Zero), results = new[] { new { type = "P41", subject = "Mathematics", grade, year = scene.Begins.Year } },
    }) { SourceVersion = version };

    private static Letter Application(Scene scene, Newcomer n, string type, long version) => new(Flow, type, n.Application, new
    {
        application = n.Application, applicant = n.Who, programme = scene.Programme, entryOn = scene.Begins,
        details = new { familyName = n.FamilyName, givenNames = n.GivenNames, dateOfBirth = n.Born, legalSex = "96", nationality = n.IsSponsored ? "IN" : "GB", supportNumber = n.SupportNumber, email = $"{n.Id.ToLowerInvariant()}@post.example" },
    }) { SourceVersion = version };
}
