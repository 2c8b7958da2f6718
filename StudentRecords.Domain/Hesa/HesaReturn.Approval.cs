namespace StudentRecords.Domain.Hesa;

/// <content>What happens to a compared return until the authority holds it: checked, approved, signed off by two people, submitted, acknowledged.</content>
public sealed partial class HesaReturn
{
    /// <summary>Number of the set of findings that hold.</summary>
    public int? Check { get; private set; }

    public DateTimeOffset? CheckedAt { get; private set; }

    /// <summary>Rules that stop the return and are broken beyond their tolerance, waived ones not counted.</summary>
    public int BrokenRules { get; private set; }

    public string? ApprovedBy { get; private set; }

    public DateTimeOffset? ApprovedAt { get; private set; }

    public string? FirstSignature { get; private set; }

    public DateTimeOffset? FirstSignedAt { get; private set; }

    public string? SecondSignature { get; private set; }

    public DateTimeOffset? SecondSignedAt { get; private set; }

    public string? SubmittedBy { get; private set; }

    /// <summary>SHA-256 of the file that was submitted, in hexadecimal: what was signed is what was sent.</summary>
    public string? Digest { get; private set; }

    public DateTimeOffset? AcknowledgedAt { get; private set; }

    /// <summary>The authority's own reference of the submission.</summary>
    public string? Acknowledgement { get; private set; }

    /// <summary>Refused before it was compared and after it was submitted.</summary>
    public Outcome MayBeChecked() => State switch
    {
        ReturnState.Building or ReturnState.Built => Outcome.Refused(NotCompared),
        ReturnState.Submitted or ReturnState.Acknowledged => Outcome.Refused("SUBMITTED", "The return has been submitted; what was found then stands.", "Quality rules"),
        _ => Outcome.Done,
    };

    /// <summary>The rules were asked: earlier approval and signatures no longer count, for they were of other findings.</summary>
    public void Checked(int check, int broken, DateTimeOffset now)
    {
        Unsign();
        State = ReturnState.Validated;
        Check = check;
        BrokenRules = broken;
        CheckedAt = now;
    }

    /// <summary>A waiver was granted or ended: so many rules are broken now.</summary>
    public void Reckoned(int broken) => BrokenRules = broken;

    /// <summary>Every reason why the return may not be approved now.</summary>
    /// <param name="unsettled">Findings of the collection's last report that stop it: see <see cref="Unsettled"/>.</param>
    public Outcome MayBeApproved(int unsettled)
    {
        List<Refusal> refusals = [];
        if (State != ReturnState.Validated)
        {
            refusals.Add(State < ReturnState.Validated
                ? new("NOT_CHECKED", "The rules have not been asked of the return as it was compared; check it first.", "Quality rules")
                : new("APPROVED", $"The return was approved by {ApprovedBy} on {ApprovedAt:d MMM yyyy}.", "Approval"));
        }

        if (BrokenRules > 0)
        {
            refusals.Add(new("RULES_BROKEN", $"{BrokenRules} {(BrokenRules == 1 ? "rule is" : "rules are")} broken beyond tolerance: mend what they find in the record, or have them waived.", "Quality rules"));
        }

        if (ErrorCount > 0)
        {
            refusals.Add(InError);
        }

        if (unsettled > 0 && State < ReturnState.Approved)
        {
            refusals.Add(Unsettled(unsettled));
        }

        return Outcome.From(refusals);
    }

    /// <summary>The authority found so much in what was last submitted of the collection, and nobody has settled it (integration.md, F048: rule failures block sign-off).</summary>
    private static Refusal Unsettled(int findings) => new("REPORT_UNSETTLED",
        $"{findings} {(findings == 1 ? "finding" : "findings")} of the authority on what was last submitted of the collection {(findings == 1 ? "is" : "are")} not settled: mend the record, or answer the authority, and settle each.", "F048");

    /// <summary>Somebody stands for what the return says and for what the rules found.</summary>
    /// <param name="by">Who approves.</param>
    /// <param name="unsettled">Findings of the collection's last report that stop it.</param>
    /// <param name="now">The moment.</param>
    public Outcome Approve(string by, int unsettled, DateTimeOffset now)
    {
        var may = MayBeApproved(unsettled);
        if (may.Succeeded)
        {
            (State, ApprovedBy, ApprovedAt) = (ReturnState.Approved, by, now);
        }

        return may;
    }

    /// <summary>Every reason why <paramref name="by"/> may not sign now.</summary>
    /// <param name="by">Who would sign.</param>
    /// <param name="unsettled">Findings of the collection's last report that stop it; they may have come after the approval.</param>
    public Outcome MayBeSigned(string by, int unsettled)
    {
        if (State != ReturnState.Approved)
        {
            return State < ReturnState.Approved
                ? Outcome.Refused("NOT_APPROVED", "The return is signed off after it was approved.", "Sign-off")
                : Outcome.Refused("SIGNED_OFF", $"The return was signed off by {FirstSignature} and {SecondSignature}.", "Sign-off");
        }

        return FirstSignature == by ? Outcome.Refused("SIGNED_ALREADY", "You have signed it already; the second signature is another person's.", "Sign-off")
            : unsettled > 0 ? Outcome.Refused(Unsettled(unsettled))
            : Outcome.Done;
    }

    /// <summary>The second signature of another person makes it signed off.</summary>
    public Outcome Sign(string by, int unsettled, DateTimeOffset now)
    {
        var may = MayBeSigned(by, unsettled);
        if (may.Succeeded && FirstSignature is null)
        {
            (FirstSignature, FirstSignedAt) = (by, now);
        }
        else if (may.Succeeded)
        {
            (State, SecondSignature, SecondSignedAt) = (ReturnState.SignedOff, by, now);
        }

        return may;
    }

    /// <summary>The authority says that it holds the submission. Refused for a return that was not submitted.</summary>
    public Outcome Acknowledge(string reference, DateTimeOffset now)
    {
        if (State is not (ReturnState.Submitted or ReturnState.Acknowledged))
        {
            return Outcome.Refused("NOT_SUBMITTED", "The return has not been submitted.", "F048");
        }

        (State, Acknowledgement, AcknowledgedAt) = (ReturnState.Acknowledged, reference, AcknowledgedAt ?? now);
        return Outcome.Done;
    }

    private void Unsign()
    {
        (ApprovedBy, ApprovedAt, FirstSignature, FirstSignedAt, SecondSignature, SecondSignedAt) = (null, null, null, null, null, null);
    }
}
