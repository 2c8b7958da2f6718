using System.Globalization;
using System.Security.Cryptography;
using System.Xml;

namespace StudentRecords.Web.Integration.Simulator.Formats;

/// <summary>The data platform's side of a return: the file of one provider, as it was signed. Which collection and submission it is stands in the name under which it is handed in, and not in the file.</summary>
internal sealed class ReturnReader : IFileReader
{
    private const string Root = "DataFutures";

    public FileRead Read(FetchedFile file)
    {
        FormatCheck.That(file.Note.Items.Count == 1, $"{file.Note.Items.Count} returns are in one file");
        string[] name = file.Note.Items[0].Key.Split('|');
        FormatCheck.That(name.Length == 4 && int.TryParse(name[2], NumberStyles.None, CultureInfo.InvariantCulture, out _), "it is handed in under no provider, collection, submission and digest");
        FormatCheck.That(Convert.ToHexStringLower(SHA256.HashData(file.Content)) == name[3], "it is not the file that was signed");
        var entities = Entities(file);
        FormatCheck.That(entities == file.Note.Rows, $"it has {entities} entities, its manifest says {file.Note.Rows}");
        return new FileRead { Told = new Dictionary<int, RowTold> { [0] = RowTold.Of("StudentReturnSubmitted", new { ukprn = name[0], collectionRef = name[1], submissionNo = int.Parse(name[2], CultureInfo.InvariantCulture) }) } };
    }

    /// <summary>An entity is an element with elements in it.</summary>
    private static int Entities(FetchedFile file)
    {
        try
        {
            using var xml = XmlContent.Open(file);
            var (entities, counted) = (0, new HashSet<int>());
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element)
                {
                    FormatCheck.That(xml.Depth > 0 || xml.LocalName == Root, $"its root is {xml.LocalName} and not {Root}");
                    counted.Remove(xml.Depth);
                    entities += xml.Depth > 1 && counted.Add(xml.Depth - 1) ? 1 : 0;
                }
            }

            return entities;
        }
        catch (XmlException e)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }
}
