using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Support.Flows;

/// <summary>F034 StudentStaffRoleConfirmed, StudentStaffRoleRefused: Human Resources' answer to what was proposed (F033), the newest of each role. Only a confirmed role is paid (F035).</summary>
internal sealed class F034StaffRoles : InboundFlow<StaffRoleAnswered>
{
    private readonly LastWords answers = new();
    private Dictionary<string, StudentStaffRole> roles = [];

    public override string Flow => "F034";

    public override IReadOnlyList<string> Types => ["StudentStaffRoleConfirmed", "StudentStaffRoleRefused"];

    protected override void Check(StaffRoleAnswered data, Checks checks) => data.Check(checks);

    protected override string Subject(StaffRoleAnswered data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<StaffRoleAnswered>> deliveries, CancellationToken ct)
    {
        await ToldFlow<StaffRoleAnswered, Intervention>.PeopleAsync(slice, deliveries, d => d.Student, ct);
        var keys = deliveries.Select(d => d.Data.Role).Distinct().ToList();
        await answers.LoadAsync(slice, keys.Select(Word), ct);
        roles = await slice.Db.Set<StudentStaffRole>().Where(r => keys.Contains(r.Key)).ToDictionaryAsync(r => r.Key, ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<StaffRoleAnswered> delivery)
    {
        var data = delivery.Data;
        if (!roles.TryGetValue(data.Role, out var role) || role.PersonId != delivery.PersonId)
        {
            return Disposition.Quarantine("UNKNOWN_ROLE", $"The record has proposed no work {data.Role} of this student.");
        }

        if (!answers.IsNews(Word(role.Key), delivery.Message.SourceVersion))
        {
            return Disposition.Stale;
        }

        answers.Hear(slice, Word(role.Key), delivery.Message.SourceVersion);
        var taken = delivery.Message.Type == "StudentStaffRoleConfirmed" ? role.Confirm(data.CheckedOn, data.Until) : role.Refuse(data.Reason ?? "No right to work");
        return taken ? Disposition.Applied : Disposition.Stale;
    }

    private static string Word(string role) => $"F034/role/{role}";
}
