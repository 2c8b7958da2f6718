using StudentRecords.Web.Components.Shared;

namespace StudentRecords.Web.Components.Pages.Teaching;

/// <summary>Something in a week's grid.</summary>
/// <param name="StartsAt">When it begins.</param>
/// <param name="EndsAt">When it ends.</param>
/// <param name="Title">What it is.</param>
/// <param name="Detail">Where and by whom.</param>
/// <param name="Look">How it stands; null where nothing need be said.</param>
public sealed record WeekEntry(DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Title, string Detail, ChipLook? Look);
