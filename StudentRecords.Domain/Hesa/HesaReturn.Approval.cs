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

    public Outcome MayBeApproved()
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

        return Outcome.From(refusals);
    }

    /// <summary>Somebody stands for what the return says and for what the rules found.</summary>
    public Outcome Approve(string by, DateTimeOffset now)
    {
        var may = MayBeApproved();
        if (may.Succeeded)
        {
            (State, ApprovedBy, ApprovedAt) = (ReturnState.Approved, by, now);
        }

        return may;
    }

    /// <summary>Every reason why <paramref name="by"/> may not sign now.</summary>
    public Outcome MayBeSigned(string by)
    {
        if (State != ReturnState.Approved)
        {
            return State < ReturnState.Approved
                ? Outcome.Refused("NOT_APPROVED", "The return is signed off after it was approved.", "Sign-off")
                : Outcome.Refused("SIGNED_OFF", $"The return was signed off by {FirstSignature} and {SecondSignature}.", "Sign-off");
        }

        return FirstSignature == by
            ? Outcome.Refused("SIGNED_ALREADY", "You have signed it already; the second signature is another person's.", "Sign-off")
            : Outcome.Done;
    }

    /// <summary>The second signature of another person makes it signed off.</summary>
    public Outcome Sign(string by, DateTimeOffset now)
    {
        var may = MayBeSigned(by);
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
