using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Infrastructure.Enrolment.AsOf;

/// <summary>What held on a day, as far as the record knew at a moment.</summary>
public sealed record RecordAsOf(DateOnly AsOf, DateTimeOffset KnownAt, IReadOnlyList<EngagementAsOf> Engagements, IReadOnlyList<HoldAsOf> Holds);

/// <param name="Status">Null when it was known but had not begun.</param>
/// <param name="Told">Who entered the status, when and why.</param>
public sealed record EngagementAsOf(long Id, string Numhus, string Programme, EngagementStatus? Status, DateOnly? Since, Told? Told, SessionAsOf? Session, IReadOnlyList<RegistrationAsOf> Registrations);

/// <summary>The session that ran on the day.</summary>
public sealed record SessionAsOf(string SessionYear, int YearOfProgramme, string Mode, DateOnly Start, DateOnly Until, Told Told);

/// <summary>A module that the student was on that day.</summary>
public sealed record RegistrationAsOf(string Occurrence, string Title, DateOnly? Since, Told Told);

/// <summary>A hold that stood that day.</summary>
public sealed record HoldAsOf(string Source, string Reason, DateOnly PlacedOn, Told Told);
