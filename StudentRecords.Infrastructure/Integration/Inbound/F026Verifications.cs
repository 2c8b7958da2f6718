using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>F026: the answer to an identity check. A pass clears the gate to enrolment; a failure or suspected fraud places a hold.</summary>
internal sealed class F026Verifications : InboundFlow<IdentityVerificationAnswered>
{
    private const string Source = "Identity verification";
    private readonly Activation activation = new();
    private Dictionary<string, IdentityVerification> cases = [];
    private Dictionary<string, Hold> holds = [];

    public override string Flow => "F026";

    public override IReadOnlyList<string> Types => ["IdentityVerified", "IdentityVerificationFailed", "IdentityVerificationPending", "FraudSuspected"];

    protected override void Check(IdentityVerificationAnswered data, Checks checks) => data.Check(checks);

    protected override string Subject(IdentityVerificationAnswered data) => data.Case;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<IdentityVerificationAnswered>> deliveries, CancellationToken ct)
    {
        var references = deliveries.Select(d => d.Data.Case).ToList();
        cases = await slice.Db.Set<IdentityVerification>().Include(v => v.Person).Where(v => references.Contains(v.CaseReference)).ToDictionaryAsync(v => v.CaseReference, ct);
        holds = await slice.Db.Set<Hold>().Where(h => h.Source == Source && references.Contains(h.Key)).ToDictionaryAsync(h => h.Key, ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = cases.GetValueOrDefault(delivery.Data.Case)?.PersonId;
        }

        await activation.LoadAsync(slice.Db, cases.Values.Select(c => c.PersonId).ToList(), ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<IdentityVerificationAnswered> delivery)
    {
        var data = delivery.Data;
        if (!cases.TryGetValue(data.Case, out var verification))
        {
            return Disposition.Park(Waits.Case(data.Case), $"There is no verification case {data.Case}.");
        }

        var result = delivery.Message.Type switch
        {
            "IdentityVerified" => VerificationState.Passed,
            "IdentityVerificationFailed" => VerificationState.Failed,
            "FraudSuspected" => VerificationState.FraudSuspected,
            _ => VerificationState.Pending,
        };
        if (!verification.Receive(result, (int)delivery.Message.SourceVersion, data.Confidence, data.EvidenceLink, slice.Now))
        {
            return Disposition.Stale;
        }

        if (result == VerificationState.Passed)
        {
            Pass(slice, verification, delivery.Message.CorrelationId);
        }
        else if (verification.IsFinal)
        {
            Hold(slice, verification, result == VerificationState.Failed ? "The identity check failed" : "The identity check raised a suspicion of fraud");
        }

        return Disposition.Applied;
    }

    /// <summary>A newer answer holds again, whoever released the hold of an older one.</summary>
    private void Hold(FlowSlice slice, IdentityVerification verification, string reason)
    {
        const string HowToClear = "Admissions Compliance clears it after a new check.";
        const Blocks Stops = Blocks.Enrolment | Blocks.Registration;
        if (holds.TryGetValue(verification.CaseReference, out var hold))
        {
            hold.PlaceAgain(reason, HowToClear, Stops, slice.Today);
        }
        else
        {
            slice.Db.Add(new Hold(verification.Person, Source, verification.CaseReference, reason, HowToClear, Stops, slice.Today));
        }
    }

    private void Pass(FlowSlice slice, IdentityVerification verification, string correlation)
    {
        activation.Verified(verification.PersonId);
        foreach (var hold in activation.OpenHolds(verification.PersonId).Where(h => h.Source == Source))
        {
            hold.Release(slice.Today, "A later identity check passed.");
        }

        activation.Try(slice.Db, verification.PersonId, slice.Today, slice.Now, correlation);
    }
}
