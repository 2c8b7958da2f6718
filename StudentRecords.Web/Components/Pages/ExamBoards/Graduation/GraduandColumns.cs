using StudentRecords.Infrastructure.ExamBoards.Graduation;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.ExamBoards.Graduation;

/// <summary>The columns of those with a ratified award, on the list of who is eligible and on a ceremony's list.</summary>
internal static class GraduandColumns
{
    public static readonly IReadOnlyList<Column<GraduandRow>> Of =
    [
        new("name", "Name", g => g.Name) { IsLong = true },
        new("number", "Number", g => g.StudentNumber),
        new("programme", "Programme", g => g.Programme),
        new("year", "Session", g => g.AcademicYear),
        new("award", "Award", g => g.Award) { IsLong = true },
        new("class", "Class", g => g.Class) { IsLong = true },
        new("step", "Step", g => g.Step) { Chip = g => Look(g.Step) },
        new("way", "In the way", g => string.Join(" ", g.InTheWay.Select(r => r.Sentence))) { Sorts = false, IsLong = true },
        new("ceremony", "Ceremony", g => g.Ceremony) { Sorts = false, IsLong = true },
        new("conferredOn", "Conferred", g => g.ConferredOn) { Sorts = false, IsExtra = true },
        new("certificate", "Certificate", g => g.CertificateNumber) { Sorts = false, IsExtra = true },
    ];

    /// <summary>Where a row leads: the conferment, or the person's results.</summary>
    public static string Link(GraduandRow row) => row.ConfermentId is { } conferment ? $"/graduation/conferments/{conferment}" : $"/students/{row.PersonId}/results";

    public static ChipLook Look(GraduationStep step) => step switch
    {
        GraduationStep.Eligible => new("Eligible", Tone.Good),
        GraduationStep.Listed => new("On a list", Tone.Busy, "document"),
        GraduationStep.Obstructed => new("In the way", Tone.Bad),
        _ => new("Conferred", Tone.Good, "lock"),
    };
}
