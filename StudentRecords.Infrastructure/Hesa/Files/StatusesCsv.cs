using System.Text;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Compare;

namespace StudentRecords.Infrastructure.Hesa.Files;

/// <summary>The verdicts of a compare run as CSV: a row for each entity, its field empty, and one for each of its fields.</summary>
internal sealed class StatusesCsv : IDisposable
{
    private readonly StreamWriter file;
    private readonly CollectionDefinition collection;

    public StatusesCsv(string path, CollectionDefinition collection)
    {
        this.collection = collection;
        file = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 16) { NewLine = "\r\n" };
        file.WriteLine("entity,key,field,status,reported,previous");
    }

    public void Write(EntityVerdict verdict)
    {
        var head = $"{verdict.Entity.Name},{Quote(EntityKey.Display(verdict.KeyPath, collection))},";
        file.Write(head);
        file.WriteLine($",{verdict.Status},,");
        foreach (var field in verdict.Fields)
        {
            file.Write(head);
            file.WriteLine($"{field.Field.Name},{field.Status},{Quote(field.Reported)},{Quote(field.Previous ?? "")}");
        }
    }

    public void Dispose() => file.Dispose();

    private static string Quote(string value) => value.AsSpan().ContainsAny(",\"\r\n") ? $"\"{value.Replace("\"", "\"\"")}\"" : value;
}
