using StudentRecords.Domain.Integration;

namespace StudentRecords.Web.Components.Pages.Integration.Flows;

/// <summary>What the oldest message of a flow waits for, in words that follow "the oldest".</summary>
internal static class FlowWaits
{
    public static string Said(this FlowWait wait) => wait switch
    {
        FlowWait.Retry => "is tried again after a fault",
        FlowWait.Parked => "waits for something that has not come",
        _ => "is due and not delivered",
    };
}
