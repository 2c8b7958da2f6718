using StudentRecords.Domain;
using StudentRecords.Domain.Audit;

namespace StudentRecords.Infrastructure.Hesa.Rules;

/// <summary>
/// From a compared return to a signed-off one by two simulated people, for the demo and for replays: what is broken is waived, with
/// the reason that the data are not real. The trail marks every act as simulated; a real person's act is refused.
/// </summary>
public sealed class SimulatedSignOff(HesaService returns, RuleQueries rules, ReturnApprovalService approval)
{
    public async Task RunAsync(long returnId, string collection, ChangeContext first, ChangeContext second, CancellationToken ct)
    {
        if (!first.Caller.IsSimulated || !second.Caller.IsSimulated)
        {
            throw new InvalidOperationException("Only simulated people sign in this way.");
        }

        Done(await returns.CheckAsync(returnId, first.For("CheckReturn"), ct: ct));
        foreach (var line in (await rules.OfReturnAsync(returnId, first.Caller, ct)).Where(l => l.IsBroken))
        {
            var asked = await approval.AskWaiverAsync(new AskWaiver(collection, line.Rule, line.Failed, 0), first, ct);
            Done(asked);
            Done(await approval.GrantWaiverAsync(asked.Value, second, ct));
        }

        Done(await approval.ApproveAsync(returnId, first, ct));
        Done(await approval.SignAsync(returnId, first, ct));
        Done(await approval.SignAsync(returnId, second, ct));
    }

    private static void Done(Outcome outcome)
    {
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException(string.Join(" ", outcome.Refusals.Select(r => r.Sentence)));
        }
    }
}
