using System.Globalization;
using System.Xml.Linq;

namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>UCAS: applications, one told in its newest version first, the replies, all by its change number of the application, and somebody's results as records of the link, which are corrected. Every reply is a place, before admissions hands over.</summary>
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
        yield return Results(scene, first, "B", 1);
        yield return Results(scene, first, "A", 2);
    }

    /// <summary>A result as a record of the link. Its version is the half seconds from the year 2010 to its last change, as the record counts them.</summary>
    private static Post Results(Scene scene, Newcomer n, string grade, int hour)
    {
        var (changed, release, sitting) = (scene.Hour(1, hour), scene.Hour(1, 7), $"{scene.Begins.Year}-06");
        var (key, version) = ($"{n.Id}/results/{sitting}", (long)(changed - new DateTimeOffset(2010, 1, 1, 0, 0, 0, TimeSpan.Zero)).TotalSeconds * 2);
        var record = new XElement("ivStarPQR", new XElement("PersonalID", n.Id), new XElement("Sitting", sitting), new XElement("ExamLevel", "P41"), new XElement("Subject", "Mathematics"), new XElement("Grade", grade),
            new XElement("Year", scene.Begins.Year), new XElement("EmbargoUntil", release), new XElement("LastChange", changed));
        var letter = new Letter(Flow, "QualificationResultsReceived", key, new { applicant = n.Who, sitting, releaseAt = release, results = new[] { new { type = "P41", subject = "Mathematics", grade, year = scene.Begins.Year } } })
        {
            SourceVersion = version, GivenId = string.Create(CultureInfo.InvariantCulture, $"link/{key}/{version}"),
        };
        return new Post(Way.Link, Flow, [letter], new XElement("UcasLink", new XAttribute("cycle", scene.Begins.Year), record).ToString());
    }

    private static Letter Application(Scene scene, Newcomer n, string type, long version) => new(Flow, type, n.Application, new
    {
        application = n.Application, applicant = n.Who, programme = scene.Programme, entryOn = scene.Begins,
        details = new { familyName = n.FamilyName, givenNames = n.GivenNames, dateOfBirth = n.Born, legalSex = "96", nationality = n.IsSponsored ? "IN" : "GB", supportNumber = n.SupportNumber, email = $"{n.Id.ToLowerInvariant()}@post.example" },
    }) { SourceVersion = version };
}
