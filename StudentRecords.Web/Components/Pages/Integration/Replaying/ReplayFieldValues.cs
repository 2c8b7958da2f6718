using StudentRecords.Domain.Integration;

namespace StudentRecords.Web.Components.Pages.Integration.Replaying;

/// <summary>What stands in the boxes of the replay page.</summary>
public sealed class ReplayFieldValues
{
    public ReplayWay Way { get; set; }

    public string Flow { get; set; } = "";

    public string System { get; set; } = "";

    public string Student { get; set; } = "";

    public string Programme { get; set; } = "";

    public string SessionYear { get; set; } = "";

    public string Message { get; set; } = "";

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    public bool WithSetAside { get; set; }

    public ReplayChoice Choice => new()
    {
        Way = Way, Flow = Text(Flow)?.ToUpperInvariant(), System = Text(System), Student = Text(Student), Programme = Text(Programme), SessionYear = Text(SessionYear), Message = Text(Message),
        From = From, To = To, WithSetAside = WithSetAside,
    };

    private static string? Text(string typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
