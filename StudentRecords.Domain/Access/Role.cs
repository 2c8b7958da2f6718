namespace StudentRecords.Domain.Access;

/// <summary>The offices that people and systems hold in the registry. What each may do stands in <see cref="AccessTable"/> and nowhere else.</summary>
public enum Role
{
    RegistryOfficer,
    RegistryManager,
    AdmissionsOfficer,

    /// <summary>Brings marks in for the programmes in scope.</summary>
    ProgrammeAdministrator,
    Marker,
    Moderator,
    ExamBoardSecretary,
    BoardChair,

    /// <summary>Sees only the boards assigned, and candidates by number, never by name.</summary>
    ExternalExaminer,
    AdjustmentsOfficer,
    AcademicIntegrityOfficer,
    FeesOfficer,
    SponsorshipOfficer,
    StatutoryReturnsOfficer,
    IntegrationOperator,

    /// <summary>Reads all, changes nothing.</summary>
    Auditor,
    Administrator,
}
