using System.Text;
using System.Xml;
using StudentRecords.Domain.Hesa;

namespace StudentRecords.Infrastructure.Hesa.Files;

/// <summary>
/// Reads a return file tree by tree (a course, a student …) and checks it against the collection. Document types, entities and
/// anything outside the file are refused; size, depth and breadth are limited.
/// </summary>
/// <param name="earlier">Collections whose elements are passed over where this one does not have them: for what was submitted in other years.</param>
public sealed class ReturnXmlReader(CollectionDefinition collection, ReturnFileLimits limits, IReadOnlyCollection<CollectionDefinition>? earlier = null)
{
    private readonly List<FileFault> faults = [];
    private readonly List<FileFault> doubts = [];
    private int refusing;
    private readonly Stack<ReturnNode> open = [];
    private readonly char[] buffer = new char[4096];

    /// <summary>What the file says in the right form and yet cannot be right, or is not known to be: codes, and dates out of their order. The first of them only.</summary>
    public IReadOnlyList<FileFault> Doubts => doubts;

    /// <summary>How many there are in all.</summary>
    public int DoubtCount { get; private set; }

    /// <summary>The trees below the root, each in the order of its keys. What is wrong shows at the end: use nothing before.</summary>
    /// <exception cref="ReturnFileRefusedException">The file is not well-formed, not UTF-8, not this collection, or too big.</exception>
    public IEnumerable<IReadOnlyList<ReturnEntity>> Read(Stream file)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = limits.Characters,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        };
        using var text = new StreamReader(file, new UTF8Encoding(true, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, 1 << 16, leaveOpen: true);
        using var xml = Guarded(() => XmlReader.Create(text, settings));
        HashSet<string> roots = new(StringComparer.Ordinal);
        while (Guarded(() => Advance(xml)) is { } tree)
        {
            if (tree.Count == 0)
            {
                continue;
            }

            if (!roots.Add(tree[0].KeyPath))
            {
                Fault(xml, $"{EntityKey.Display(tree[0].KeyPath, collection)} is in the file twice.");
                continue;
            }

            yield return tree;
        }

        if (faults.Count > 0)
        {
            throw new ReturnFileRefusedException(faults);
        }
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException e)
        {
            var sentence = e.Message.Contains("DTD", StringComparison.Ordinal)
                ? "It has a document type declaration; entities and document types are not taken."
                : e.Message;
            throw new ReturnFileRefusedException([.. faults, new FileFault(e.LineNumber, e.LinePosition, sentence)]);
        }
        catch (DecoderFallbackException e)
        {
            throw new ReturnFileRefusedException([.. faults, new FileFault(0, 0, $"It is not UTF-8: {e.Message}")]);
        }
    }

    // The next tree; empty when its keys were wrong, null after the last.
    private List<ReturnEntity>? Advance(XmlReader xml)
    {
        var size = 0;
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                if (++size > limits.EntitiesUnderOneRoot * 30)
                {
                    Stop(xml, $"One {open.Last().Entity.Name} holds more than {limits.EntitiesUnderOneRoot} entities.");
                }

                if (Element(xml) is { } empty)
                {
                    return empty;
                }
            }
            else if (xml.NodeType == XmlNodeType.EndElement && open.Count > 0)
            {
                if (Close() is { } whole)
                {
                    return whole;
                }
            }
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                Fault(xml, "Text stands where only elements may.");
            }
        }

        return null;
    }

    // Gives a tree when the element is a whole one by itself.
    private List<ReturnEntity>? Element(XmlReader xml)
    {
        var name = xml.LocalName;
        if (xml.Depth == 0)
        {
            if (name != collection.Root)
            {
                Stop(xml, $"The root element is {name} and not {collection.Root}.");
            }

            return null;
        }

        var parent = open.Count > 0 ? open.Peek() : null;
        if ((parent is null ? collection.Roots : parent.Entity.Children).FirstOrDefault(e => e.Name == name) is { } entity)
        {
            var place = (IXmlLineInfo)xml;
            var node = new ReturnNode(entity, place.LineNumber, place.LinePosition);
            parent?.Add(node);
            open.Push(node);
            return xml.IsEmptyElement ? Close() : null;
        }

        if (parent?.Entity.Field(name) is { } field)
        {
            Value(xml, parent, field);
            return null;
        }

        if (!IsOfAnotherYear(parent?.Entity.Name, name))
        {
            Fault(xml, collection.Find(name) is { } known
                ? $"{name} belongs under {known.Parent?.Name ?? collection.Root} and not under {parent?.Entity.Name ?? collection.Root}."
                : $"{parent?.Entity.Name ?? collection.Root} has no {name} in collection {collection.Code}.");
        }

        PassOver(xml);
        return null;
    }

    private List<ReturnEntity>? Close()
    {
        var node = open.Pop();
        Doubt(node);
        return open.Count == 0 ? node.Flatten(Note) : null;
    }

    private void Value(XmlReader xml, ReturnNode node, FieldDefinition field)
    {
        var text = Text(xml, field);
        if (PermittedText.Clean(text) is not { } value)
        {
            return;
        }

        if (node.Fields[field.Index] is not null)
        {
            Fault(xml, $"{node.Entity.Name} says {field.Name} twice.");
        }
        else if (value != FieldSet.NullError && field.FaultOf(value) is { } fault)
        {
            Fault(xml, $"{node.Entity.Name} {field.Name} '{value[..Math.Min(value.Length, 40)]}' {fault}.");
        }
        else
        {
            node.Fields.Put(field.Index, value, 0);
            if (value != FieldSet.NullError && field.DoubtOf(value) is { } doubt)
            {
                var place = (IXmlLineInfo)xml;
                Doubt(new FileFault(place.LineNumber, place.LinePosition, $"{node.Entity.Name} {field.Name} '{value[..Math.Min(value.Length, 40)]}' {doubt}.") { Refuses = !field.Inferred.Contains("codes") });
            }
        }
    }

    private void Doubt(ReturnNode node)
    {
        foreach (var (from, to) in node.Entity.DateOrder)
        {
            if (node.Fields[from] is { } first && node.Fields[to] is { } last && first != FieldSet.NullError && last != FieldSet.NullError && string.CompareOrdinal(first, last) > 0)
            {
                Doubt(new FileFault(node.Line, node.Column, $"{node.Entity.Name} has {from} {first}, which is after {to} {last}."));
            }
        }
    }

    private void Doubt(FileFault doubt)
    {
        DoubtCount++;
        // those that refuse are not to be crowded out by those that do not
        if ((doubt.Refuses ? refusing++ : DoubtCount - refusing) < limits.Faults)
        {
            doubts.Add(doubt);
        }
    }

    private string Text(XmlReader xml, FieldDefinition field)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var value = "";
        while (xml.Read() && xml.NodeType != XmlNodeType.EndElement)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                Stop(xml, $"{field.Name} holds the element {xml.LocalName}; a field holds text only.");
            }

            for (var read = xml.ReadValueChunk(buffer, 0, buffer.Length); read > 0; read = xml.ReadValueChunk(buffer, 0, buffer.Length))
            {
                value = value.Length == 0 ? new string(buffer, 0, read) : value + new string(buffer, 0, read);
                if (value.Length > limits.ValueCharacters)
                {
                    Stop(xml, $"{field.Name} is longer than {limits.ValueCharacters} characters.");
                }
            }
        }

        return value;
    }

    private bool IsOfAnotherYear(string? parent, string name) => earlier is not null && earlier.Any(c => parent is null
        ? c.Roots.Any(e => e.Name == name)
        : c.Find(parent) is { } entity && (entity.Field(name) is not null || entity.Children.Any(e => e.Name == name)));

    private void PassOver(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return;
        }

        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.Depth > depth + 8)
            {
                Stop(xml, "Elements stand in each other deeper than any return does.");
            }
        }
    }

    private void Fault(XmlReader xml, string sentence) => Note(new FileFault(((IXmlLineInfo)xml).LineNumber, ((IXmlLineInfo)xml).LinePosition, sentence));

    private void Note(FileFault fault)
    {
        faults.Add(fault);
        if (faults.Count >= limits.Faults)
        {
            throw new ReturnFileRefusedException(faults);
        }
    }

    private void Stop(XmlReader xml, string sentence) =>
        throw new ReturnFileRefusedException([.. faults, new FileFault(((IXmlLineInfo)xml).LineNumber, ((IXmlLineInfo)xml).LinePosition, sentence)]);
}
