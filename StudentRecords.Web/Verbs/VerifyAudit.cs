using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Audit;

namespace StudentRecords.Web.Verbs;

/// <summary>Walks the audit trail from the command line; for those who keep a copy of the anchor where the database's owner cannot write.</summary>
internal static class VerifyAudit
{
    public static readonly Verb Verb = new("audit verify", "[--database FILE]", "Walks the audit trail and compares it with its anchor; 1 when it does not hold together.", async (services, _, ct) =>
    {
        await using var scope = services.CreateAsyncScope();
        var verdict = await scope.ServiceProvider.GetRequiredService<AuditVerifier>().VerifyAsync(Caller.System("COMMAND-LINE"), ct);
        Console.WriteLine(VerifyTrailJob.Say(verdict));
        return verdict.IsWhole ? 0 : 1;
    });
}
