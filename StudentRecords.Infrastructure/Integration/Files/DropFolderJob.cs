using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Jobs;

namespace StudentRecords.Infrastructure.Integration.Files;

/// <summary>Brings in whatever has been dropped and finished, system by system, oldest first.</summary>
internal sealed class DropFolderJob(HubFolders folders, DropFileIntake intake, TimeProvider clock) : IBackgroundJob
{
    public async Task<string> ExecuteAsync(JobRun run, CancellationToken ct)
    {
        var faults = new List<Exception>();
        var claims = folders.Open().SelectMany(f => DropClaims.Take(f, clock.GetUtcNow(), faults).Select(c => (Folder: f, Claim: c))).ToList();
        var ended = new List<DropFile>(claims.Count);
        foreach (var (folder, claim) in claims)
        {
            try
            {
                ended.Add(await intake.TakeAsync(folder, claim, (done, rows) => run.ReportAsync(Percent(ended.Count, claims.Count, done, rows), $"{folder.System}: {claim.Name}, row {done} of {rows}", ct: ct), ct));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // stays claimed and is tried again; the files after it are not held up
                faults.Add(new InvalidOperationException($"{folder.System}: {claim.Name}: {e.Message}", e));
            }
        }

        if (faults.Count > 0)
        {
            throw new AggregateException(faults);
        }

        return ended.Count == 0
            ? "Nothing was there."
            : string.Join(" ", ended.Select(f => f.State == DropFileState.Archived ? $"{f.Name}: {f.Applied} of {f.Rows} rows applied." : $"{f.Name}: refused, {f.ReasonCode}."));
    }

    private static int Percent(int filesDone, int files, int rowsDone, int rows) => (int)(100.0 * (filesDone + (rows == 0 ? 1 : (double)rowsDone / rows)) / files);
}
