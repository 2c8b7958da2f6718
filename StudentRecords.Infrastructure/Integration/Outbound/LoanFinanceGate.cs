using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Funding.Loans;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Outbound;

/// <summary>
/// F049: a confirmation to the loans company is withdrawn while the company's newest word of that year is that finance has stopped (F050). It is never held, because a change of circumstance may
/// stand behind it in the student's lane; when finance goes on it is made anew.
/// </summary>
/// <param name="type">The message.</param>
/// <param name="what">How it is called in the reason.</param>
/// <param name="takes">Whether the company takes it as finance stands.</param>
internal sealed class LoanFinanceGate(string type, string what, Func<LoanFinance, bool> takes) : IOutboundGate
{
    /// <summary>How the reason begins.</summary>
    public const string Because = "The loans company said on ";

    public (string Flow, string Type) Guards => (LoanConfirmations.Flow, type);

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var standings = await LoanStandings.ReadAsync(db, [.. messages.Select(m => m.PersonId).OfType<long>().Distinct()], ct);
        return messages.Select(m => (m.Id, Finance: standings.Of(m.PersonId ?? 0, m.Content().Text("academicYear") ?? ""))).Where(m => !takes(m.Finance)).ToDictionary(m => m.Id, m => new GateVerdict(Reason(m.Finance.Notice!)));
    }

    private string Reason(LoanNotice notice) => string.Create(CultureInfo.InvariantCulture,
        $"{Because}{notice.NoticeOn:d MMMM yyyy} that the student's finance of {notice.AcademicYear} is '{notice.Status}'; {what} is confirmed anew when it goes on.");
}
