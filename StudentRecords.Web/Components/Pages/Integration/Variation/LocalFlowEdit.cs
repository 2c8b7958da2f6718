using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Variation;

namespace StudentRecords.Web.Components.Pages.Integration.Variation;

/// <summary>A flow's fields while they are typed.</summary>
public sealed class LocalFlowEdit(Flow model)
{
    public Flow Model => model;

    public bool IsOperated { get; set; } = true;

    public string? Owner { get; set; }

    public string? Cadence { get; set; }

    public string? Channel { get; set; }

    /// <summary>Only the portal's flow has the choice.</summary>
    public bool IsPortals => model.Code == LocalFlow.PortalFlow;

    public bool HidesCancelled { get; set; }

    public SetLocalFlow Set() => new(model.Code, IsOperated, Owner, Cadence, Channel, IsPortals ? HidesCancelled : null);
}
