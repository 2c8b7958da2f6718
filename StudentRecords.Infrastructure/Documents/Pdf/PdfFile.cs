using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace StudentRecords.Infrastructure.Documents.Pdf;

/// <summary>
/// The file as numbered objects: streams are written as they come, other objects are gathered in compressed object
/// streams, and a cross-reference stream ends it (ISO 32000-1 clauses 7.5.7 and 7.5.8). The file's identifier is a
/// hash of its content, so that equal documents are equal files.
/// </summary>
internal sealed class PdfFile : IDisposable
{
    private const int ObjectsPerStream = 200;
    private const byte InFile = 1;
    private const byte InObjectStream = 2;

    private readonly Stream output;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<(byte Kind, int Place, int Index)> entries = [(0, 0, ushort.MaxValue)];
    private readonly AsciiBuffer pending = new();
    private readonly AsciiBuffer pendingIndex = new();
    private readonly List<int> pendingNumbers = [];
    private int position;

    public PdfFile(Stream output)
    {
        this.output = output;
        Write(new AsciiBuffer().Add("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n").Span);
    }

    /// <summary>A number for an object that will be written later.</summary>
    public int Reserve()
    {
        entries.Add(default);
        return entries.Count - 1;
    }

    /// <summary>The buffer into which the object's value shall be written before the next call.</summary>
    public AsciiBuffer Begin(int number)
    {
        if (pendingNumbers.Count == ObjectsPerStream)
        {
            WriteObjectStream();
        }

        if (pending.Length > 0)
        {
            pending.Add("\n");
        }

        pendingIndex.Add(number).Add(" ").Add(pending.Length).Add(" ");
        pendingNumbers.Add(number);
        return pending;
    }

    public void WriteStream(int number, string dictionary, ReadOnlySpan<byte> data)
    {
        entries[number] = (InFile, position, 0);
        Write(new AsciiBuffer().Add(number).Add(" 0 obj\n<<").Add(dictionary).Add("/Length ").Add(data.Length).Add(">>\nstream\n").Span);
        Write(data);
        Write("\nendstream\nendobj\n"u8);
    }

    public void WriteCompressed(int number, string dictionary, ReadOnlySpan<byte> data) =>
        WriteStream(number, dictionary + "/Filter /FlateDecode ", Compress(data));

    public static byte[] Compress(ReadOnlySpan<byte> data)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(data);
        }

        return compressed.ToArray();
    }

    public void Finish(int catalogue, int information)
    {
        WriteObjectStream();
        var (number, start) = (Reserve(), position);
        entries[number] = (InFile, start, 0);
        var table = new byte[entries.Count * 7];
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = table.AsSpan(7 * i, 7);
            entry[0] = entries[i].Kind;
            BinaryPrimitives.WriteInt32BigEndian(entry[1..], entries[i].Place);
            BinaryPrimitives.WriteUInt16BigEndian(entry[5..], (ushort)entries[i].Index);
        }

        var identifier = Convert.ToHexString(hash.GetCurrentHash().AsSpan(0, 16));
        WriteCompressed(
            number,
            $"/Type /XRef /Size {entries.Count} /W [1 4 2] /Root {catalogue} 0 R /Info {information} 0 R /ID [<{identifier}> <{identifier}>] ",
            table);
        Write(new AsciiBuffer().Add("startxref\n").Add(start).Add("\n%%EOF\n").Span);
    }

    public void Dispose() => hash.Dispose();

    private void WriteObjectStream()
    {
        if (pendingNumbers.Count == 0)
        {
            return;
        }

        var number = Reserve();
        for (var i = 0; i < pendingNumbers.Count; i++)
        {
            entries[pendingNumbers[i]] = (InObjectStream, number, i);
        }

        var dictionary = $"/Type /ObjStm /N {pendingNumbers.Count} /First {pendingIndex.Length} ";
        pendingIndex.Add(pending.Span);
        WriteCompressed(number, dictionary, pendingIndex.Span);
        pending.Clear();
        pendingIndex.Clear();
        pendingNumbers.Clear();
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        hash.AppendData(bytes);
        position += bytes.Length;
    }
}
