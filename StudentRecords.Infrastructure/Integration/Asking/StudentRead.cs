namespace StudentRecords.Infrastructure.Integration.Asking;

/// <summary>Something about one student that one system may ask for, and all that it gets.</summary>
/// <param name="Name">Last part of its address.</param>
/// <param name="Flow">Flow that it is part of.</param>
/// <param name="System">Code of the only system that may ask.</param>
/// <param name="Act">As which the reading is written down.</param>
/// <param name="Says">What it is, for the published description.</param>
/// <param name="Fields">Names of its fields.</param>
public sealed record StudentRead(string Name, string Flow, string System, string Act, string Says, string Fields)
{
    public static readonly StudentRead Timetable = new("timetable", "F012", "EWP", "ReadTimetable", "A student's lessons and examinations, in JSON or as iCalendar", "student lessons exams");
    public static readonly StudentRead Grades = new("grades", "F012", "EWP", "ReadGrades", "A student's ratified results whose release has come", "student grades");
    public static readonly StudentRead Caller = new("caller", "F043", "ITSM", "ReadCaller", "Who calls the service desk", "person name status programme username isLocked");
    public static readonly StudentRead Eligibility = new("research-eligibility", "F039", "RP", "ReadEligibility", "Whether a student may be named in a research proposal", "student isEligible engagement programme expectedEnd asOf supervisors");

    /// <summary>All of them. Whatever else a system wants of a student it is told by its flows.</summary>
    public static readonly IReadOnlyList<StudentRead> All = [Timetable, Grades, Caller, Eligibility];
}
