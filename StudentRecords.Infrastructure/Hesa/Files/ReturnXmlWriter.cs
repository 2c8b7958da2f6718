using System.Text;
using System.Xml;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Compare;

namespace StudentRecords.Infrastructure.Hesa.Files;

/// <summary>
/// Writes a return file, verdict by verdict in document order: New entities whole, Amended ones with their keys and what is new
/// or amended, Identify ones with their keys; nothing of the rest.
/// </summary>
public sealed class ReturnXmlWriter : IAsyncDisposable
{
    private const int Full = 1 << 16;
    private readonly Stream target;
    private readonly MemoryStream buffer = new(Full * 2);
    private readonly XmlWriter xml;
    private readonly Stack<string> open = [];

    public ReturnXmlWriter(Stream target, CollectionDefinition collection)
    {
        this.target = target;
        xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, IndentChars = " ", NewLineChars = "\n" });
        xml.WriteProcessingInstruction("xml", "version=\"1.0\" encoding=\"UTF-8\"");
        xml.WriteStartElement(collection.Root);
    }

    /// <summary>Entities put in the file so far.</summary>
    public int Count { get; private set; }

    /// <param name="whole">The extract's values; asked for only where the entity is written whole.</param>
    public async ValueTask WriteAsync(EntityVerdict verdict, Func<FieldSet> whole, CancellationToken ct)
    {
        if (!verdict.IsInFile)
        {
            return;
        }

        while (open.Count > 0 && !EntityKey.IsWithin(verdict.KeyPath, open.Peek()))
        {
            xml.WriteEndElement();
            open.Pop();
        }

        if (!EntityKey.ParentOf(verdict.KeyPath).SequenceEqual(open.TryPeek(out var parent) ? parent : ""))
        {
            throw new InvalidOperationException($"{verdict.Entity.Name} is to be in the file and its parent is not.");
        }

        xml.WriteStartElement(verdict.Entity.Name);
        open.Push(verdict.KeyPath);
        Count++;
        if (verdict.Status == EntityStatus.New || verdict.Entity.ResentWhole)
        {
            Whole(verdict.Entity, whole());
        }
        else
        {
            Changes(verdict);
        }

        if (buffer.Length > Full)
        {
            await FlushAsync(ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // into memory only, so that nothing here waits
        xml.WriteEndDocument();
        xml.Dispose();
        await target.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }

    private void Whole(EntityDefinition entity, FieldSet fields)
    {
        foreach (var field in entity.Fields)
        {
            if (fields[field.Index] is { Length: > 0 } value)
            {
                xml.WriteElementString(field.Name, value);
            }
        }
    }

    private void Changes(EntityVerdict verdict)
    {
        var keys = EntityKey.Own(verdict.KeyPath);
        for (var i = 0; i < keys.Length; i++)
        {
            xml.WriteElementString(verdict.Entity.Keys[i], keys[i]);
        }

        foreach (var field in verdict.Fields.Where(f => f.Speaks && f.Reported.Length > 0 && !verdict.Entity.IsKey(f.Field)))
        {
            xml.WriteElementString(field.Field.Name, field.Reported);
        }
    }

    private async Task FlushAsync(CancellationToken ct)
    {
        xml.Flush();
        await target.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), ct);
        buffer.SetLength(0);
    }
}
