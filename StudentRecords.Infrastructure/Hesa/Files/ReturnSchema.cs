using System.Xml;
using System.Xml.Schema;
using Microsoft.Extensions.Configuration;
using StudentRecords.Domain.Hesa;

namespace StudentRecords.Infrastructure.Hesa.Files;

/// <summary>
/// The authority's own schema, where the institution supplies it: <c>COLLECTION.xsd</c> in the folder that the setting
/// <c>Hesa:SchemaFolder</c> names. It does not come with the record, and without it the collection's definition alone is asked.
/// </summary>
public sealed class ReturnSchema(IConfiguration configuration)
{
    private const int Most = 100;

    private string? PathOf(CollectionDefinition collection) =>
        configuration["Hesa:SchemaFolder"] is { Length: > 0 } folder && Path.Combine(folder, $"{collection.Code}.xsd") is var path && File.Exists(path) ? path : null;

    public bool Has(CollectionDefinition collection) => PathOf(collection) is not null;

    /// <summary>What the schema finds wrong with a return file; none where there is no schema.</summary>
    /// <exception cref="XmlSchemaException">The schema itself is not one.</exception>
    public IReadOnlyList<FileFault> Faults(CollectionDefinition collection, Stream file)
    {
        if (PathOf(collection) is not { } path)
        {
            return [];
        }

        List<FileFault> faults = [];
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, ValidationType = ValidationType.Schema };
        using (var schema = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null }))
        {
            settings.Schemas.XmlResolver = null;
            settings.Schemas.Add(null, schema);
        }

        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, e) => faults.Add(new FileFault(e.Exception.LineNumber, e.Exception.LinePosition, e.Message));
        using var xml = XmlReader.Create(file, settings);
        while (faults.Count < Most && xml.Read())
        {
            // every node passes the schema on its way
        }

        return faults;
    }
}
