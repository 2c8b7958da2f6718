using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.Enrolment;

/// <summary>Where a transfer leads; null leaves a part as it is.</summary>
public sealed record TransferTo(Programme? Programme, string? Mode, Venue? Venue)
{
    /// <summary>The newest version that may be entered in the academic year of the day; null when the programme does not exist in that year.</summary>
    public static ProgrammeVersion? VersionIn(Programme programme, DateOnly day) =>
        programme.Versions.Where(v => string.CompareOrdinal(v.FromYear, AcademicYear.Of(day).ToString()) <= 0).MaxBy(v => v.CatalogueVersion);

    internal IEnumerable<Refusal> Faults(Engagement engagement, DateOnly effective)
    {
        if (Programme is { } programme && programme.Id != engagement.ProgrammeId)
        {
            if (programme.IsRetired)
            {
                yield return new("RETIRED", $"{programme.Code} is closed to new students; the catalogue team owns it (F001).", "F001", "Programme");
            }

            if (VersionIn(programme, effective) is null)
            {
                yield return new("NOT_IN_THAT_YEAR", $"{programme.Code} does not exist in {AcademicYear.Of(effective)}; the catalogue's first version of it is for {programme.Versions.Select(v => v.FromYear).Order(StringComparer.Ordinal).FirstOrDefault() ?? "no year yet"}.", "F001", "Programme");
            }
        }

        if (engagement.Sessions.FirstOrDefault(s => s.Start < effective && (s.End ?? s.ExpectedEnd) >= effective) is { } running
            && engagement.Sessions.Where(s => s.SessionYear == running.SessionYear && s.Start > running.Start).MinBy(s => s.Start) is { } later)
        {
            yield return new("BEFORE_LATER_TRANSFER", $"The student was transferred on {later.Start:d MMM yyyy} already; a part of the year that began before it would overlap it. Take that transfer again, from its own day or a later one.", "HESA SESSIONYEARID", "EffectiveOn");
        }

        if (Mode is not (null or "01" or "02" or "03" or "31"))
        {
            yield return new("MODE_UNKNOWN", $"'{Mode}' is no mode of study; it is 01, 02, 03 or 31.", "HESA SCSMODE", "Mode");
        }

        if ((Programme is null || Programme.Id == engagement.ProgrammeId) && (Mode is null || Mode == engagement.Mode) && (Venue is null || Venue.Id == engagement.VenueId))
        {
            yield return new("NOTHING_CHANGES", "Choose another programme, mode or venue; all three are as they were.", StatusTable.Clause, "Programme");
        }
    }
}
