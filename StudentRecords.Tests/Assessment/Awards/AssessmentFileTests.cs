using System.Text.Json;
using StudentRecords.Infrastructure.Assessment.Awards;

namespace StudentRecords.Tests.Assessment.Awards;

/// <summary>What the verb <c>assess</c> prints.</summary>
public sealed class AssessmentFileTests
{
    private const string Profile = """{ "modules": [{ "code": "A", "level": 7, "credits": 120, "mark": 71 }, { "code": "B", "level": 7, "credits": 60, "mark": 65 }] }""";

    [Fact]
    public void File_WithARegulationOfTheProduct_IsWorked()
    {
        var outcome = AssessmentFile.Work($$"""{ "regulation": { "code": "TAUGHT-MASTERS", "version": 1 }, "profile": {{Profile}} }""");

        using var told = JsonDocument.Parse(outcome.Value!);
        // (71 × 120 + 65 × 60) / 180 = 69, in the zone, and two thirds of the credits are in the class
        Assert.Equal("Distinction", told.RootElement.GetProperty("class").GetString());
        Assert.Equal(69m, told.RootElement.GetProperty("figure").GetDecimal());
        Assert.Equal("award", told.RootElement.GetProperty("suggestion").GetString());
        Assert.Equal("Merit", told.RootElement.GetProperty("flags").GetProperty("withoutBorderline").GetProperty("class").GetString());
        Assert.True(told.RootElement.GetProperty("trace").GetArrayLength() > 3);
    }

    [Fact]
    public void File_WithClausesOfItsOwn_IsWorked()
    {
        var outcome = AssessmentFile.Work($$"""{ "regulation": { "clauses": {{Regulated.PlainMean(180, null, Regulated.Postgraduate)}} }, "profile": {{Profile}} }""");

        using var told = JsonDocument.Parse(outcome.Value!);
        Assert.Equal("Merit", told.RootElement.GetProperty("class").GetString());
    }

    [Theory]
    [InlineData("not json", "FILE_UNREADABLE")]
    [InlineData("{}", "FILE_UNREADABLE")]
    [InlineData("""{ "regulation": { "code": "NONE" }, "profile": {} }""", "NO_SUCH_REGULATION")]
    [InlineData("""{ "regulation": { "code": "HONOURS" }, "profile": { "modules": [{ "code": "A" }] } }""", "PROFILE_UNREADABLE")]
    [InlineData("""{ "regulation": { "clauses": { "award": "A", "credits": { "total": 0 } } }, "profile": {} }""", "REGULATION_FAULT")]
    public void File_ThatCannotBeWorked_SaysWhy(string json, string code) => Assert.Equal(code, Assert.Single(AssessmentFile.Work(json).Refusals).Code);
}
