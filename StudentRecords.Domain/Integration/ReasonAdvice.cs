namespace StudentRecords.Domain.Integration;

/// <summary>What usually mends a message that was quarantined for a reason, as the desk suggests it.</summary>
public static class ReasonAdvice
{
    /// <summary>One key, two texts.</summary>
    public const string Conflict = "CONFLICT";

    private static readonly Dictionary<string, string> Known = new()
    {
        ["CONTRACT"] = "The text breaks the contract. Correct it here with a second person, or ask the sender for a corrected message under a higher version.",
        ["CONFLICT"] = "The sender used one key for two texts. Ask which holds; it sends that under a higher version. Then set this one aside.",
        [MassChange.Code] = "So much would end or be held up at once that a person is asked first. Find out whether the sender means it: trying again approves it, setting aside drops it.",
        ["UNKNOWN_TYPE"] = "The flow has no message of this name. Ask the sender to use the contract's names.",
        ["UNKNOWN_VERSION"] = "The sender speaks a newer contract than this version of the record reads.",
        ["UNKNOWN_REFERENCE"] = "What the message names has not come within a week. Bring it in first (a missing student, module or registration), then try again.",
        ["LOCKED"] = "A board has ratified the result. Only an appeal changes it; set the message aside and tell the sender.",
        ["IDENTITY_AMBIGUOUS"] = "Somebody very like this person is in the record. A steward says on the registry's page of applicants whether they are the same; the message is then tried again by itself.",
        ["NOT_REGISTERED"] = "The student has no such registration. Check the module, then set the message aside or register the student and try again.",
        ["NO_ENGAGEMENT"] = "The student has no engagement that this could be about. Check with the sender.",
        ["HASH_MISMATCH"] = "The archive does not hold what was sent. Ask it to fetch the document again under its key, and to confirm that; then set this one aside.",
        ["NO_SUCH_DOCUMENT"] = "The archive names a document that the record never filed. Ask it which is meant, then set this one aside.",
        ["OVERLAP"] = "Two adjustments grant the same. End the one that is held on the student's plan, then try again; or set this one aside.",
        ["CONTRADICTION"] = "Two adjustments cannot hold at once. End the one that is held on the student's plan, then try again; or set this one aside.",
        ["SAME_CASE"] = "Another reference tells the same. Ask the sender which holds, then set one aside.",
        ["OTHER_PERSON"] = "The reference belongs to another student in the record. Ask the sender to correct it, then set this one aside.",
        ["END_BEFORE_START"] = "It ends before it begins. Ask the sender for a corrected message under a higher version.",
        ["CATEGORY"] = "The message's name and its category do not fit. Ask the sender for a corrected message.",
        ["CONTRADICTS_RECORD"] = "A text for students says something of their status that the record does not. Tell whoever wrote it; it is sent again, corrected, under a higher version.",
        ["EVENT_CANCELLED"] = "The event did not take place. Ask attendance monitoring for a correction, then set this one aside.",
        ["NOT_THE_OWNER"] = "Another owner says who is in this group. Change the group's owner by making another one, or set the message aside.",
        ["NUMBER_TAKEN"] = "Two people cannot bear one number. Merge them if they are one person; otherwise have the sender correct it, or correct the message, and try again.",
        ["FAULT"] = "The record itself failed over this message, many times. Tell whoever runs the installation; it can be tried again when that is mended.",
    };

    public static string For(string? code) => Known.GetValueOrDefault(code ?? "") ?? "Read the reason, decide with the flow's owner, then try again or set it aside.";

    /// <summary>Whether trying again may help: a conflict would overwrite what came first.</summary>
    public static bool MayTryAgain(string? code) => code != Conflict;

    /// <summary>Whether trying again is a decision: it approves what was stopped for a person.</summary>
    public static bool IsApproval(string? code) => code == MassChange.Code;
}
