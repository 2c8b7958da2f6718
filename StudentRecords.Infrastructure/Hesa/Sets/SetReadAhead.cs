using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Compare;

namespace StudentRecords.Infrastructure.Hesa.Sets;

/// <summary>A set read on a thread of its own, a few blocks ahead of whoever goes through it: two sides and their comparison then share the machine's cores.</summary>
internal sealed class SetReadAhead : IEntityCursor, IDisposable
{
    private const int BlockSize = 256;
    private const int BlocksAhead = 4;
    private readonly BlockingCollection<Row[]> blocks = new(BlocksAhead);
    private readonly CancellationTokenSource stop;
    private readonly Task reading;
    private ExceptionDispatchInfo? failure;
    private Row[] block = [];
    private int place;

    /// <param name="rows">Read to its end, and closed.</param>
    public SetReadAhead(SetCursor rows, CancellationToken ct)
    {
        stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        reading = Task.Factory.StartNew(() => ReadAll(rows), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public string KeyPath => block[place].KeyPath;

    public long Hash => block[place].Hash;

    public int Errors => block[place].Errors;

    public bool IsDeleted => block[place].IsDeleted;

    long IEntityCursor.Row => block[place].Id;

    public FieldSet Fields(EntityDefinition entity) => FieldSet.Unpack(entity, block[place].Packed);

    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public bool MoveNext()
    {
        if (++place < block.Length)
        {
            return true;
        }

        place = 0;
        if (blocks.TryTake(out var next, Timeout.Infinite))
        {
            block = next;
            return true;
        }

        failure?.Throw();
        return false;
    }

    public void Dispose()
    {
        stop.Cancel();
        // ends with the block at hand
        reading.Wait();
        stop.Dispose();
        blocks.Dispose();
    }

    private void ReadAll(SetCursor rows)
    {
        try
        {
            using (rows)
            {
                foreach (var part in Rows(rows).Chunk(BlockSize))
                {
                    blocks.Add(part, stop.Token);
                }
            }
        }
#pragma warning disable CA1031 // thrown again on the thread of the one who goes through the rows
        catch (Exception e)
#pragma warning restore CA1031
        {
            failure = ExceptionDispatchInfo.Capture(e);
        }
        finally
        {
            blocks.CompleteAdding();
        }
    }

    private static IEnumerable<Row> Rows(SetCursor rows)
    {
        while (rows.MoveNext())
        {
            yield return new Row(rows.Row, rows.KeyPath, rows.Hash, rows.Errors, rows.IsDeleted, rows.Packed);
        }
    }

    private readonly record struct Row(long Id, string KeyPath, long Hash, int Errors, bool IsDeleted, string Packed);
}
