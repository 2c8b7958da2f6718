using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Infrastructure.ExamBoards.Packs;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Telling;

/// <summary>
/// F064: papers are issued only while they are the frozen ones of their board, and say what the record says. Where marks, circumstances or outcomes have come since the
/// freeze (F016, F063, F066, F069) they wait, and are seen to, until somebody freezes them again; what a board has locked is not looked at any more.
/// </summary>
internal sealed class PackGate : IOutboundGate
{
    public const string Another = "Another pack of the board is the frozen one.";
    public const string OutOfDate = "The record has changed since the papers were frozen; they must be frozen again.";

    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(15);

    public (string Flow, string Type) Guards => ("F064", "BoardPackIssued");

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        Dictionary<long, GateVerdict> verdicts = [];
        foreach (var message in messages)
        {
            var body = message.Content();
            var (id, version) = (long.Parse(body.Text("board") ?? "", CultureInfo.InvariantCulture), body.GetProperty("packVersion").GetInt32());
            var board = await db.Set<ExamBoard>().AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, ct);
            if (board is null || board.PackVersion != version)
            {
                verdicts[message.Id] = new GateVerdict(Another);
            }
            else if (board.Stage is BoardStage.Frozen or BoardStage.InSession && await HashAsync(db, board, ct) is { } hash && hash != board.PackHash)
            {
                verdicts[message.Id] = new GateVerdict(OutOfDate, now + AskAgain) { IsDue = true };
            }
        }

        return verdicts;
    }

    /// <summary>Of the papers as they would be frozen now.</summary>
    private static async Task<string?> HashAsync(RegistryDbContext db, ExamBoard board, CancellationToken ct) => board.Kind == BoardKind.Module
        ? (await BoardDossier.LoadAsync(db, board.Id, toChange: false, ct)).Value is { } module ? PackPapers.Hash(PapersOf.Module(module).ToJson()) : null
        : (await AwardDossier.LoadAsync(db, board.Id, toChange: false, ct)).Value is { } award ? PackPapers.Hash(AwardPaperData.Of(award).ToJson()) : null;
}
