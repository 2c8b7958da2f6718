namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>The service desk: tickets about accounts, and somebody who says that a fact is wrong.</summary>
internal sealed class ServiceDesk() : Part("ITSM")
{
    private const string Flow = "F044";

    public override IEnumerable<Post> Sends(TermStage stage, Scene scene) => stage == TermStage.Assessment
        ?
        [
            .. scene.Students.Skip(6).Take(5).Select((s, i) => One(new Letter(Flow, "ServiceRequestResolved", $"{scene.Mark}-T{i}", new { student = s.Who, reference = $"{scene.Mark}-T{i}", on = scene.Today, text = "Password reset at the desk" }))),
            .. scene.Students.Skip(12).Take(1).Select(s => One(new Letter(Flow, "DataCorrectionCompleted", $"{scene.Mark}-T90", new { student = s.Who, ticket = $"{scene.Mark}-T90", field = "familyName", wanted = "Spelt with two n", on = scene.Today }))),
        ]
        : [];
}
