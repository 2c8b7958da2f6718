using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Hesa;

/// <summary>The authority's own schema, where an institution supplies it.</summary>
public sealed class ReturnSchemaTests : IDisposable
{
    private const string Schema = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:element name="DataFutures"><xs:complexType><xs:sequence><xs:any minOccurs="0" maxOccurs="unbounded" processContents="WHAT" /></xs:sequence></xs:complexType></xs:element>
        </xs:schema>
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("schema").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("skip", true)]
    [InlineData("strict", false)]
    public async Task Submit_OfAFileThatTheSuppliedSchemaDoesNotTake_IsRefused(string what, bool isTaken)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "23056.xsd"), Schema.Replace("WHAT", what, StringComparison.Ordinal));
        using var registry = new TestRegistry(settings: new Dictionary<string, string?> { ["Hesa:SchemaFolder"] = folder });
        var story = new ReturnStory(registry);
        await story.StudentAsync("Ahmed");
        var id = await story.SignOffAsync(await story.CompareAsync());
        var outcome = await story.Service.SubmitAsync(id, story.Officer("Ruth"));
        Assert.Equal(isTaken, outcome.Succeeded);
        Assert.All(outcome.Refusals, r => Assert.Equal("SCHEMA", r.Code));
    }
}
