namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>Admissions: direct applications, the handover of everybody who comes, and a campaign that says of somebody what is not so (F058).</summary>
internal sealed class Admissions() : Part("CRM")
{
    private const string Flow = "F005";
    private const string Campaigns = "F058";

    public override IEnumerable<Post> Sends(TermStage stage, Scene scene)
    {
        switch (stage)
        {
            case TermStage.Before:
                foreach (var researcher in scene.Researchers)
                {
                    yield return One(new Letter(Flow, "ApplicationRecorded", researcher.Application, new
                    {
                        application = researcher.Application, applicant = researcher.Who, programme = scene.Doctorate, entryOn = scene.Begins,
                        details = new { familyName = researcher.FamilyName, givenNames = researcher.GivenNames, dateOfBirth = researcher.Born, legalSex = "96", nationality = "GB" },
                    }));
                }

                break;
            case TermStage.Arrival:
                yield return Batch(scene.Newcomers.Select(n => Handover(scene, n)));
                break;
            case TermStage.Teaching:
                yield return One(new Letter(Campaigns, "CampaignContentPublished", $"{scene.Mark}/WELCOME", new { campaign = $"{scene.Mark}-WELCOME", audience = "new-students", text = "Welcome week begins on Monday." }));
                if (scene.Students.Count > 0)
                {
                    yield return One(Message(scene, "Enrolled", "You are one of us.", 1));
                    yield return One(Message(scene, "Withdrawn", "We are sorry that you left.", 2) with { Fate = Fate.Quarantined });
                }

                break;
            default:
                break;
        }
    }

    private static Letter Handover(Scene scene, Newcomer n) => new(Flow, "ApplicantHandedOver", $"{n.Application}/handover", new
    {
        application = n.Application, applicant = n.Who, programme = n.IsResearcher ? scene.Doctorate : scene.Programme, entryOn = scene.Begins, expectedEnd = scene.Begins.AddYears(3), mode = "01", sponsored = n.IsSponsored,
    });

    private static Letter Message(Scene scene, string status, string text, int number) => new(Campaigns, "TargetedMessagePublished", $"{scene.Mark}/M{number}", new
    {
        campaign = $"{scene.Mark}-M{number}", audience = scene.Students[0].Number, text, student = scene.Students[0].Who, statusClaim = status,
    });
}
