namespace StudentRecords.Web.Components.Shared;

/// <summary>What <see cref="ReasonForm"/> asks for with every change of consequence.</summary>
public sealed record Reasoned(string Reason, string? Evidence);
