using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Funding.Loans;

/// <summary>
/// F009: Finance hears at once what the loans company paid too much (F050), to have it ready for its return. It is no posting, so that it waits for no charge run, for no posting window, and behind no charge:
/// each notice of the company has a lane of its own.
/// </summary>
internal static class OverpaymentNotices
{
    public const string Flow = "F009";
    public const string Type = "LoanOverpaymentNotified";
    private const int LongestReference = 100;

    /// <param name="notice">The overpayment, in pounds; nothing when the company took it back.</param>
    /// <param name="studentNumber">By which Finance knows the student.</param>
    /// <param name="now">When the company's word was taken.</param>
    /// <param name="correlation">Of the company's message.</param>
    public static OutboxMessage Message(LoanNotice notice, string studentNumber, DateTimeOffset now, string correlation)
    {
        var lane = $"{studentNumber}/overpayment/{notice.AcademicYear}/{Short(notice.Reference)}";
        return new OutboxMessage(Flow, "FIN", Type, $"{lane}/{notice.SourceVersion}", lane, JsonSerializer.Serialize(new
        {
            student = studentNumber,
            academicYear = notice.AcademicYear,
            notice = notice.Reference,
            amount = notice.Amount,
            settleBy = notice.DueOn,
            version = notice.SourceVersion,
        }, JsonSerializerOptions.Web), notice.PersonId, now, null, correlation);
    }

    /// <summary>A reference may be as long as a whole key.</summary>
    private static string Short(string reference) => reference.Length <= LongestReference ? reference : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reference)));
}

/// <summary>
/// F009: of an overpayment only the company's newest word goes (<see cref="LatestGate"/>), and one that was settled, or taken back, before Finance heard of it goes never. Whether the student is still here is not asked: it
/// is owed by who has left as well, and Finance keeps it under the number that it knows.
/// </summary>
internal sealed class OverpaymentGate : IOutboundGate
{
    public (string Flow, string Type) Guards => (OverpaymentNotices.Flow, OverpaymentNotices.Type);

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var people = messages.Select(m => m.PersonId).OfType<long>().Distinct().ToList();
        var notices = (await db.Set<LoanNotice>().AsNoTracking().Where(n => people.Contains(n.PersonId) && n.Kind == LoanNoticeKind.Overpayment && n.SettledOn != null).ToListAsync(ct))
            .ToDictionary(n => (n.PersonId, n.AcademicYear, n.Reference, n.SourceVersion));
        var lanes = messages.Select(m => m.Aggregate).ToList();
        var heard = (await db.Set<OutboxMessage>().Where(m => m.Flow == OverpaymentNotices.Flow && lanes.Contains(m.Aggregate) && m.DeliveredAt != null).Select(m => m.Aggregate).ToListAsync(ct)).ToHashSet();
        Dictionary<long, GateVerdict> verdicts = [];
        foreach (var message in messages.Where(m => !heard.Contains(m.Aggregate)))
        {
            var body = message.Content();
            if (notices.GetValueOrDefault((message.PersonId ?? 0, body.Text("academicYear") ?? "", body.Text("notice") ?? "", body.GetProperty("version").GetInt64())) is { SettledOn: { } on })
            {
                verdicts[message.Id] = new GateVerdict($"The overpayment was settled on {on:d MMM yyyy}, before Finance heard of it.");
            }
        }

        return verdicts;
    }
}
