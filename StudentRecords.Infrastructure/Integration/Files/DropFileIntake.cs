using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Formats;
using StudentRecords.Infrastructure.Integration.Formats.Ucas;
using StudentRecords.Infrastructure.Integration.Reconciling;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Files;

/// <summary>
/// Brings one claimed file through the door. First it is held against its manifest, and refused whole if it is not what that
/// says; then its rows go in as messages. Their keys make it harmless to begin anew after a kill.
/// </summary>
internal sealed class DropFileIntake(IDbContextFactory<RegistryDbContext> store, HubDoor door, ReconciliationDoor figures, MassChangeGuard guard, DropRowReport report, FlowSwitch switches, IEnumerable<IFileAnswers> answers, TimeProvider clock)
{
    private const string Channel = "file";
    private const int AtOnce = 1000;

    /// <summary>Gives the file as it ended.</summary>
    public async Task<DropFile> TakeAsync(SystemFolder folder, Claim claim, Func<int, int, Task> progress, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var file = await db.Set<DropFile>().SingleOrDefaultAsync(f => f.System == folder.System && f.Claim == claim.Id, ct);
        if (file is null)
        {
            db.Add(file = new DropFile(folder.System, claim.Id, claim.Name, clock.GetUtcNow()));
            await db.SaveChangesAsync(ct);
        }

        if (file.State == DropFileState.Claimed)
        {
            await WorkAsync(db, file, claim, progress, ct);
            await db.SaveChangesAsync(ct);
        }

        var rest = file.State == DropFileState.Archived ? folder.Archive : folder.Rejected;
        Directory.CreateDirectory(rest);
        Directory.Move(claim.Folder, Path.Combine(rest, claim.Id));
        return file;
    }

    private async Task WorkAsync(RegistryDbContext db, DropFile file, Claim claim, Func<int, int, Task> progress, CancellationToken ct)
    {
        await using var result = new DropResult(claim.File);
        try
        {
            if (await RefuseAsync(db, file, claim, ct) is { } refusal)
            {
                await RejectAsync(file, claim, result, refusal, ct);
            }
            else
            {
                await SendAsync(file, claim, result, progress, ct);
                file.Archive(result.Applied, clock.GetUtcNow());
            }
        }
        catch (Exception e) when (e is UnreadableFileException or DecoderFallbackException)
        {
            await RejectAsync(file, claim, result, Unreadable(e), ct);
        }

        await result.FinishAsync();
    }

    /// <summary>Says why the whole file is refused, and then of each row what it is; of a file that is not its sender's to bring, or is no file of rows, the reason alone.</summary>
    private async Task RejectAsync(DropFile file, Claim claim, DropResult result, Refusal refusal, CancellationToken ct)
    {
        result.Refuse(refusal);
        file.Reject(refusal, clock.GetUtcNow());
        if (file.Flow is null || DropManifest.Read(await File.ReadAllTextAsync(claim.Manifest, ct), out _) is not { Figure: false } manifest)
        {
            return;
        }

        var answered = Answers(file, claim, manifest.Flow);
        if (Rows(file, claim, manifest, answered, ct) is { } rows)
        {
            IReadOnlyCollection<string> totals = refusal.Code == "NOT_UTF8" ? [.. manifest.Totals.Keys] : await DropControls.TotalsAsync(claim.File, manifest, ct);
            await report.WriteAsync(rows, answered is null ? manifest.Flow : null, file.System, totals, result, ct);
        }
    }

    /// <summary>Null when the flow takes no file of this kind.</summary>
    private static IAsyncEnumerable<DropRow>? Rows(DropFile file, Claim claim, DropManifest manifest, IFileAnswers? answered, CancellationToken ct) =>
        answered is not null ? DropRows.WholeAsync(claim.File, answered.Rows, ct) : DropRows.Read(claim.File, file.System, manifest, ct);

    /// <summary>Null when the file is what its manifest says and has not been here.</summary>
    private async Task<Refusal?> RefuseAsync(RegistryDbContext db, DropFile file, Claim claim, CancellationToken ct)
    {
        var (manifest, refusal) = await ManifestAsync(claim, ct);
        if (manifest is null || (refusal = await MayNotComeAsync(manifest, file, claim, ct)) is not null)
        {
            return refusal;
        }

        file.Describe(manifest.Flow, manifest.Batch, manifest.Sha256, manifest.Rows);
        await using (var content = File.OpenRead(claim.File))
        {
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
            if (hash != manifest.Sha256)
            {
                return new Refusal("WRONG_HASH", $"The file's SHA-256 is {hash}, the manifest says {manifest.Sha256}: it did not arrive as it was sent.", "Drop folder");
            }
        }

        if (manifest.Figure)
        {
            // whether it came before is told by its own id
            return null;
        }

        var rows = Rows(file, claim, manifest, Answers(file, claim, manifest.Flow), ct);
        if (rows is null)
        {
            return new Refusal("UNKNOWN_FORMAT", $"{manifest.Flow} takes files that end in .ndjson (an envelope a line){(manifest.Flow == MarksCsv.Flow ? " or .csv" : CalendarMessages.Takes(manifest.Flow) ? " or .ics (a calendar)" : LinkRecords.Takes(file.System, manifest.Flow) ? " or .xml (link records)" : "")}.", "Drop folder");
        }

        return await DropControls.RefuseAsync(claim.File, manifest, rows, ct) ?? await BeenHereAsync(db, file, manifest, ct) ?? await MissingAsync(db, file, manifest, ct);
    }

    /// <summary>Null when the system may bring such a file.</summary>
    private async Task<Refusal?> MayNotComeAsync(DropManifest manifest, DropFile file, Claim claim, CancellationToken ct) => manifest.Figure ? ReconciliationDoor.Refuses(manifest.Flow, file.System)
        : Answers(file, claim, manifest.Flow) is not null ? await switches.RestsAsync(manifest.Flow, ct)
        : await switches.RefusesAsync(manifest.Flow, file.System, ct);

    private static async Task<(DropManifest? Manifest, Refusal? Refusal)> ManifestAsync(Claim claim, CancellationToken ct)
    {
        if (!File.Exists(claim.Manifest))
        {
            return (null, new Refusal("MANIFEST_MISSING", "The manifest was taken away after the file was claimed; what the file is to be held against is not known.", "Drop folder"));
        }

        var manifest = DropManifest.Read(await File.ReadAllTextAsync(claim.Manifest, ct), out var refusal);
        if (manifest is null)
        {
            // some senders write it in place: what is half written a moment ago is whole now
            await Task.Delay(TimeSpan.FromSeconds(1), ct);
            manifest = DropManifest.Read(await File.ReadAllTextAsync(claim.Manifest, ct), out refusal);
        }

        return (manifest, refusal);
    }

    private static async Task<Refusal?> BeenHereAsync(RegistryDbContext db, DropFile file, DropManifest manifest, CancellationToken ct)
    {
        var before = await db.Set<DropFile>().AsNoTracking()
            .Where(f => f.System == file.System && f.State == DropFileState.Archived && f.Id != file.Id && (f.Sha256 == manifest.Sha256 || f.Batch == manifest.Batch))
            .OrderBy(f => f.Id).ToListAsync(ct);
        if (before.Find(f => f.Batch == manifest.Batch && f.Sha256 != manifest.Sha256) is { } other)
        {
            return new Refusal("BATCH_REUSED", $"Batch {manifest.Batch} came before with another content, as {other.Name}.", "Drop folder");
        }

        return before.Count > 0 && !manifest.Replay
            ? new Refusal("DUPLICATE_FILE", $"The same content came before as {before[0].Name} (batch {before[0].Batch}); say \"replay\": true to send it again on purpose.", "Drop folder")
            : null;
    }

    /// <summary>A batch between this file and the last one has not come.</summary>
    private static async Task<Refusal?> MissingAsync(RegistryDbContext db, DropFile file, DropManifest manifest, CancellationToken ct)
    {
        if (manifest.Previous is not { } previous || manifest.Replay)
        {
            return null;
        }

        var last = await db.Set<DropFile>().AsNoTracking().Where(f => f.System == file.System && f.Flow == manifest.Flow && f.State == DropFileState.Archived && f.Id != file.Id).OrderByDescending(f => f.Id).Select(f => f.Batch).FirstOrDefaultAsync(ct);
        return last is not null && last != previous ? new Refusal("BATCH_MISSING", $"Batch {previous} is to come before this one, and the last that came is {last}; send what lies between.", "Drop folder") : null;
    }

    private async Task SendAsync(DropFile file, Claim claim, DropResult result, Func<int, int, Task> progress, CancellationToken ct)
    {
        var manifest = DropManifest.Read(await File.ReadAllTextAsync(claim.Manifest, ct), out _)!;
        if (manifest.Figure)
        {
            await CompareAsync(file, claim, result, ct);
            return;
        }

        if (Answers(file, claim, file.Flow!) is { } answered)
        {
            await AnswersAsync(answered, claim, result, ct);
            return;
        }

        var done = 0;
        var stop = await guard.AskAsync(file.Flow!, manifest.Batch, await EndsAsync(file, claim, manifest, ct), ct);
        await foreach (var rows in DropRows.Read(claim.File, file.System, manifest, ct)!.Chunk(AtOnce).WithCancellation(ct))
        {
            var messages = rows.Where(r => r.Envelope is not null).ToList();
            var receipts = new Queue<Receipt>(await door.SubmitPartAsync(file.Flow!, file.System, messages.Select(r => r.Envelope!).ToList(), Channel, file.Batch, stop, ct));
            foreach (var row in rows)
            {
                if (row.Envelope is not null)
                {
                    result.Tell(row.Line, receipts.Dequeue());
                }
                else
                {
                    result.Tell(row);
                }
            }

            await progress(done += rows.Length, file.Rows);
        }
    }

    private IFileAnswers? Answers(DropFile file, Claim claim, string flow) => answers.FirstOrDefault(a => a.Takes(file.System, claim.File, flow));

    /// <summary>What a receiver says of what it was sent is no message of a flow: it goes to the messages that were sent.</summary>
    private static async Task AnswersAsync(IFileAnswers answers, Claim claim, DropResult result, CancellationToken ct)
    {
        using var reader = DropRows.Open(claim.File);
        var text = (await reader.ReadToEndAsync(ct)).TrimStart('\uFEFF');
        answers.Rows(text).Where(r => r.Envelope is null).ToList().ForEach(result.Tell);
        foreach (var receipt in await answers.TakeAsync(text, ct))
        {
            result.Tell(receipt.Line, receipt);
        }
    }

    /// <summary>Compares a figure; the answer lies beside it as <c>NAME.answer.json</c>.</summary>
    private async Task CompareAsync(DropFile file, Claim claim, DropResult result, CancellationToken ct)
    {
        using var reader = DropRows.Open(claim.File);
        var outcome = await figures.TakeAsync(file.Flow!, file.System, (await reader.ReadToEndAsync(ct)).TrimStart('\uFEFF'), Channel, ct);
        if (outcome.Value is not { } answer)
        {
            throw new UnreadableFileException(outcome.Refusals[0].Code, string.Join(" ", outcome.Refusals.Select(r => r.Sentence)));
        }

        await File.WriteAllTextAsync($"{claim.File}.answer.json", JsonSerializer.Serialize(answer, JsonSerializerOptions.Web), ct);
        result.Tell(1, new Receipt { Line = 1, MessageId = file.Batch, State = InboxState.Applied, Repeated = answer.Repeated, Reason = $"Compared: {answer.State}" });
    }

    /// <summary>What the messages of the whole file are about that would end or block something.</summary>
    private async Task<IReadOnlyCollection<string>> EndsAsync(DropFile file, Claim claim, DropManifest manifest, CancellationToken ct)
    {
        var ends = new List<string>();
        if (MassChange.EndsOf(file.Flow!).Count > 0)
        {
            await foreach (var row in DropRows.Read(claim.File, file.System, manifest, ct)!.WithCancellation(ct))
            {
                if (row.Envelope is { } text && guard.EndOf(file.Flow!, file.System, text) is { } subject)
                {
                    ends.Add(subject);
                }
            }
        }

        return ends;
    }

    private static Refusal Unreadable(Exception fault) => fault is UnreadableFileException unreadable
        ? new Refusal(unreadable.Code, unreadable.Message, "Drop folder")
        : new Refusal("NOT_UTF8", "The file is not in UTF-8.", "Drop folder");
}
