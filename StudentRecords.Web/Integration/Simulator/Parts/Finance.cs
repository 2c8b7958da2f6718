namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>Finance: payments, one of them told again with another amount, a hold whose end comes first, and the ledger as a snapshot.</summary>
internal sealed class Finance() : Part("FIN")
{
    private const string Flow = "F010";

    public override IEnumerable<Post> Sends(TermStage stage, Scene scene) => (stage, scene.Students.Count) switch
    {
        (TermStage.Arrival, > 3) =>
        [
            Batch(scene.Students.Take(40).Select((s, i) => Payment(scene, s, 500 + (10 * i)))), One(Payment(scene, scene.Students[0], 5000) with { Fate = Fate.Conflict, Suffix = "/again" }),
        ],
        (TermStage.Teaching, > 3) =>
        [
            One(new Letter(Flow, "FinancialHoldReleased", $"{scene.Mark}-FH1/released", new { student = scene.Students[3].Who, hold = $"{scene.Mark}-FH1", reason = "Paid", releasedOn = scene.Today }) { Fate = Fate.Awaited }),
            One(new Letter(Flow, "FinancialHoldPlaced", $"{scene.Mark}-FH1", new { student = scene.Students[3].Who, hold = $"{scene.Mark}-FH1", reason = "Second instalment overdue", placedOn = scene.Today.AddDays(-10) })),
        ],
        (TermStage.Close, > 3) => [File(scene.Students.Select((s, i) => new Letter(Flow, "BalanceSnapshot", $"{s.Number}/balance/{scene.Mark}", new { student = s.Who, owed = 100 * i, asOf = scene.Hour(8, 23) })))],
        _ => [],
    };

    private static Letter Payment(Scene scene, EnrolledStudent student, decimal amount)
    {
        var transaction = $"{scene.Mark}-{student.Number}";
        return new Letter(Flow, "PaymentReceived", transaction, new { student = student.Who, transaction, amount, bookedOn = scene.Begins });
    }
}
