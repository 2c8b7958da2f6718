using StudentRecords.Web.Components.Shared;

namespace StudentRecords.Web.Components.Pages.ExamBoards.Ratify;

/// <summary>What the chair answers before ratifying.</summary>
/// <param name="ReleaseAt">When results may be published.</param>
/// <param name="Why">Reason and evidence.</param>
public sealed record RatifyAnswers(DateTimeOffset ReleaseAt, Reasoned Why);
