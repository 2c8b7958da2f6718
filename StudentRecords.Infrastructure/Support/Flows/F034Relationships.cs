using System.Globalization;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Support.Flows;

/// <summary>F034: tutors, supervisors and advisers, from when to when.</summary>
internal sealed class F034Relationships : ToldFlow<RelationshipTold, AcademicRelationship>
{
    public override string Flow => "F034";

    public override IReadOnlyList<string> Types => ["SupervisorAssigned", "SupervisorEnded", "PersonalTutorAssigned", "AdviserRelationshipChanged"];

    protected override void Check(RelationshipTold data, Checks checks) => data.Check(checks);

    protected override PersonRef? Who(RelationshipTold data) => data.Student;

    protected override string KeyOf(Delivery<RelationshipTold> delivery) =>
        string.Create(CultureInfo.InvariantCulture, $"{delivery.PersonId}|{delivery.Data.Staff}|{delivery.Data.Role}|{delivery.Data.From:yyyy-MM-dd}");

    protected override Disposition Take(FlowSlice slice, Delivery<RelationshipTold> delivery, AcademicRelationship? held)
    {
        var data = delivery.Data;
        if (Wrong(delivery.Message.Type, data) is { } fault)
        {
            return Disposition.Quarantine("ROLE", fault);
        }

        (held ?? Keep(slice, new AcademicRelationship(delivery.PersonId!.Value, KeyOf(delivery), data.Staff, data.Role, data.From))).Take(data.StaffName, data.To, delivery.Message.SourceVersion);
        return Disposition.Applied;
    }

    private static string? Wrong(string type, RelationshipTold data) => type switch
    {
        "PersonalTutorAssigned" when data.Role != AcademicRole.PersonalTutor => "A personal tutor is assigned, but the role is another.",
        "SupervisorAssigned" or "SupervisorEnded" when data.Role is not (AcademicRole.Supervisor or AcademicRole.SecondSupervisor) => "A supervisor is assigned, but the role is another.",
        "SupervisorEnded" when data.To is null => "An end needs its last day.",
        _ => null,
    };
}
