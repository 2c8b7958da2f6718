using System.Text.Json;
using StudentRecords.Domain.ExamBoards.Graduation;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.ExamBoards.Graduation;

/// <summary>
/// What other systems are told when an award is conferred, or a conferment taken back: the relationship system (F006), the portal (F012) and
/// the identity system (F021), which makes a graduate of a student. The archive (F023) is told by the filing of the documents; the loans
/// company, the sponsor's report and Finance by the ending of the studies, where conferment ends them.
/// </summary>
internal static class ConfermentNotices
{
    public static IEnumerable<OutboxMessage> Of(Conferment act, AwardInReach award, string correlation)
    {
        // an award after death is conferred and filed; nobody writes to the student
        if (award.HasDied)
        {
            yield break;
        }

        var student = award.Standing.StudentNumber;
        var revoked = act.Act == ConfermentAct.Revoked;
        var key = $"{student}/{award.Numhus}/conferment/{act.CertificateNumber}{(revoked ? "/revoked" : "")}";
        OutboxMessage Told(string flow, string to, string type, object body) =>
            new(flow, to, type, key, student, JsonSerializer.Serialize(body, JsonSerializerOptions.Web), act.PersonId, act.RecordedAt, null, correlation);

        var awarded = new
        {
            student, engagement = award.Numhus, programme = award.ProgrammeCode, title = award.ProgrammeTitle, award = act.Award, @class = act.Class,
            certificate = act.CertificateNumber, effectiveOn = act.EffectiveOn, revoked,
        };
        yield return Told("F006", "CRM", "QualificationAwarded", awarded);
        yield return Told("F012", "EWP", "NotificationIssued", awarded);
        yield return Told("F021", "IAM", "AccessEligibilityChanged", new
        {
            student, engagement = award.Numhus, standing = revoked ? "NotAGraduate" : "Graduate", because = revoked ? "ConfermentRevoked" : "AwardConferred", from = act.EffectiveOn, version = revoked ? 2 : 1,
        });
    }
}
