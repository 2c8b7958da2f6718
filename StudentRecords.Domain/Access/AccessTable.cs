using static StudentRecords.Domain.Access.Level;
using static StudentRecords.Domain.Access.Role;
using static StudentRecords.Domain.Access.Room;

namespace StudentRecords.Domain.Access;

/// <summary>The only source of what each role may do. What is not written here is refused.</summary>
public static class AccessTable
{
    private static readonly Dictionary<(Role, Room), Level> Grants = new()
    {
        [(RegistryOfficer, Persons)] = Change, [(RegistryOfficer, Catalogue)] = See, [(RegistryOfficer, Enrolments)] = Change,
        [(RegistryOfficer, Holds)] = Change, [(RegistryOfficer, Marks)] = See, [(RegistryOfficer, Boards)] = See, [(RegistryOfficer, JobRequests)] = See,

        [(RegistryManager, Persons)] = Decide, [(RegistryManager, Catalogue)] = Change, [(RegistryManager, Enrolments)] = Decide,
        [(RegistryManager, Holds)] = Decide, [(RegistryManager, Marks)] = See, [(RegistryManager, Boards)] = Change, [(RegistryManager, Money)] = Decide,
        [(RegistryManager, Returns)] = See, [(RegistryManager, FlowMessages)] = See, [(RegistryManager, JobRequests)] = Change, [(RegistryManager, AuditTrail)] = See,
        [(RegistryManager, SpecialCategory)] = See,
        [(RegistryManager, Room.Adjustments)] = See, [(RegistryManager, Circumstances)] = See, [(RegistryManager, LateOutcomes)] = Change, [(RegistryManager, Room.Misconduct)] = See,

        [(AdmissionsOfficer, Persons)] = Change, [(AdmissionsOfficer, Catalogue)] = See, [(AdmissionsOfficer, Enrolments)] = See, [(AdmissionsOfficer, JobRequests)] = See,

        [(ProgrammeAdministrator, Persons)] = See, [(ProgrammeAdministrator, Catalogue)] = See, [(ProgrammeAdministrator, Enrolments)] = See,
        [(ProgrammeAdministrator, Marks)] = Change, [(ProgrammeAdministrator, Boards)] = See, [(ProgrammeAdministrator, JobRequests)] = See,

        [(Marker, Catalogue)] = See, [(Marker, Marks)] = Change,
        [(Moderator, Catalogue)] = See, [(Moderator, Marks)] = Decide,

        [(ExamBoardSecretary, Persons)] = See, [(ExamBoardSecretary, Catalogue)] = See, [(ExamBoardSecretary, Enrolments)] = See,
        [(ExamBoardSecretary, Marks)] = See, [(ExamBoardSecretary, Boards)] = Change, [(ExamBoardSecretary, BoardDecisions)] = Change, [(ExamBoardSecretary, JobRequests)] = See,

        [(ExamBoardSecretary, LateOutcomes)] = Change, [(BoardChair, LateOutcomes)] = Decide,

        [(BoardChair, Catalogue)] = See, [(BoardChair, Marks)] = See, [(BoardChair, Boards)] = See, [(BoardChair, BoardDecisions)] = Decide,

        // who moderates and who confirms are different people, whatever their roles: the sheet asks
        [(Marker, Moderation)] = See, [(Moderator, Moderation)] = Decide, [(ProgrammeAdministrator, Moderation)] = See, [(ExamBoardSecretary, Moderation)] = See,
        [(BoardChair, Moderation)] = Decide, [(RegistryManager, Moderation)] = See,

        [(RegistryOfficer, Appeals)] = See, [(RegistryManager, Appeals)] = Decide, [(ExamBoardSecretary, Appeals)] = Change, [(BoardChair, Appeals)] = Decide,

        [(RegistryOfficer, Graduations)] = Change, [(RegistryManager, Graduations)] = Decide, [(ExamBoardSecretary, Graduations)] = See,

        [(ExternalExaminer, ExaminerDesk)] = Decide,

        [(AdjustmentsOfficer, Persons)] = See, [(AdjustmentsOfficer, Enrolments)] = See, [(AdjustmentsOfficer, SpecialCategory)] = Change, [(AdjustmentsOfficer, JobRequests)] = See,

        [(AdjustmentsOfficer, Room.Adjustments)] = Change, [(AdjustmentsOfficer, Circumstances)] = Change, [(AdjustmentsOfficer, LateOutcomes)] = See,

        [(AcademicIntegrityOfficer, Room.Misconduct)] = Change, [(AcademicIntegrityOfficer, JobRequests)] = See,
        [(AcademicIntegrityOfficer, Persons)] = See, [(AcademicIntegrityOfficer, Enrolments)] = See, [(AcademicIntegrityOfficer, Holds)] = Change,
        [(AcademicIntegrityOfficer, Marks)] = See,

        [(FeesOfficer, Persons)] = See, [(FeesOfficer, Enrolments)] = See, [(FeesOfficer, Holds)] = Change, [(FeesOfficer, Money)] = Decide, [(FeesOfficer, JobRequests)] = See,

        [(SponsorshipOfficer, Persons)] = See, [(SponsorshipOfficer, Enrolments)] = See, [(SponsorshipOfficer, Holds)] = Change, [(SponsorshipOfficer, Sponsorships)] = Change,
        [(RegistryOfficer, Sponsorships)] = See, [(RegistryManager, Sponsorships)] = See,

        [(RegistryOfficer, Room.Support)] = Change, [(RegistryManager, Room.Support)] = Decide, [(ProgrammeAdministrator, Room.Support)] = Change,
        [(AdjustmentsOfficer, Room.Support)] = See, [(SponsorshipOfficer, Room.Support)] = Change,

        [(StatutoryReturnsOfficer, Persons)] = See, [(StatutoryReturnsOfficer, Catalogue)] = See, [(StatutoryReturnsOfficer, Enrolments)] = See,
        [(StatutoryReturnsOfficer, Marks)] = See, [(StatutoryReturnsOfficer, SpecialCategory)] = See, [(StatutoryReturnsOfficer, Returns)] = Decide,
        [(StatutoryReturnsOfficer, JobRequests)] = Change,

        [(IntegrationOperator, FlowMessages)] = Decide, [(IntegrationOperator, JobRequests)] = Change, [(IntegrationOperator, Persons)] = See, [(IntegrationOperator, Catalogue)] = See,

        // each sees the flows whose owner they hear for (FlowOwners); those who work on messages see all
        [(RegistryManager, OwnedFlows)] = Change, [(AdmissionsOfficer, OwnedFlows)] = Change, [(ExamBoardSecretary, OwnedFlows)] = Change, [(AdjustmentsOfficer, OwnedFlows)] = Change,
        [(AcademicIntegrityOfficer, OwnedFlows)] = Change, [(FeesOfficer, OwnedFlows)] = Change, [(SponsorshipOfficer, OwnedFlows)] = Change,
        [(StatutoryReturnsOfficer, OwnedFlows)] = Change, [(IntegrationOperator, OwnedFlows)] = Change, [(Administrator, OwnedFlows)] = Change,

        [(Administrator, Users)] = Decide, [(Administrator, FlowMessages)] = Change, [(Administrator, JobRequests)] = Change, [(Administrator, AuditTrail)] = See,
    };

    /// <summary>What the role may do in the room; <see cref="None"/> where nothing is written.</summary>
    public static Level For(Role role, Room room) =>
        role == Auditor ? room == ExaminerDesk ? None : See : Grants.GetValueOrDefault((role, room), None);
}
