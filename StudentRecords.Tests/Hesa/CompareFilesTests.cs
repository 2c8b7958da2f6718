using System.Text;
using StudentRecords.Domain.Hesa.Compare;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Infrastructure.Hesa.Files;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Hesa;

public sealed class CompareFilesTests
{
    private static readonly CompareFiles Files = new(CollectionDefinitions.Load());

    [Fact]
    public async Task Run_WritesARowForEachEntityAndEachField()
    {
        const string before = """
            <DataFutures><Course><COURSEID>C1</COURSEID><COURSETITLE>Old, "quoted"</COURSETITLE>
              <CourseInitiative><COURSEINITID>004</COURSEINITID><COURSEVALIDFROM>2023-08-01</COURSEVALIDFROM></CourseInitiative></Course>
              <Module><MODID>M1</MODID><ModuleCostCentre><COSTCN>121</COSTCN><COSTCNPROPORTION>100</COSTCNPROPORTION></ModuleCostCentre></Module></DataFutures>
            """;
        const string now = """
            <DataFutures><Module><MODID>M1</MODID><MTITLE>NULL ERROR</MTITLE></Module>
              <Course><COURSEID>C1</COURSEID><COURSETITLE>New</COURSETITLE></Course></DataFutures>
            """;
        var (outcome, csv) = await RunAsync(before, now);
        Assert.True(outcome.Succeeded);
        Assert.Equal(
            """"
            entity,key,field,status,reported,previous
            Course,COURSEID=C1,,Amended,,
            Course,COURSEID=C1,COURSEID,Unchanged,C1,C1
            Course,COURSEID=C1,COURSETITLE,Amended,New,"Old, ""quoted"""
            CourseInitiative,COURSEID=C1/COURSEINITID=004/COURSEVALIDFROM=2023-08-01,,Amended,,
            CourseInitiative,COURSEID=C1/COURSEINITID=004/COURSEVALIDFROM=2023-08-01,COURSEINITID,Unchanged,004,004
            CourseInitiative,COURSEID=C1/COURSEINITID=004/COURSEVALIDFROM=2023-08-01,COURSEVALIDFROM,Unchanged,2023-08-01,2023-08-01
            CourseInitiative,COURSEID=C1/COURSEINITID=004/COURSEVALIDFROM=2023-08-01,COURSEVALIDTO,New,2024-08-01,
            Module,MODID=M1,,Error,,
            Module,MODID=M1,MODID,Unchanged,M1,M1
            Module,MODID=M1,MTITLE,Error,NULL ERROR,
            ModuleCostCentre,MODID=M1/COSTCN=121,,Delete,,
            ModuleCostCentre,MODID=M1/COSTCN=121,COSTCN,Delete,121,121

            """".ReplaceLineEndings("\r\n"),
            csv);
        Assert.Equal(2, outcome.Value!.Counts[EntityStatus.Amended]);
    }

    [Fact]
    public async Task Run_WithABadFile_NamesEveryFaultAndLeavesTheOldResultAlone()
    {
        var (outcome, csv) = await RunAsync("<DataFutures><Student/><Venue/></DataFutures>", "<DataFutures/>", "kept");
        Assert.Equal(2, outcome.Refusals.Count);
        Assert.All(outcome.Refusals, r => Assert.Contains("line 1", r.Sentence, StringComparison.OrdinalIgnoreCase));
        Assert.Equal("kept", csv);
    }

    [Fact]
    public async Task Run_WithAnUnknownCollection_IsRefused()
    {
        var outcome = await Files.RunAsync("a", "b", "99056", "c", CancellationToken.None);
        Assert.Equal("COLLECTION_UNKNOWN", Assert.Single(outcome.Refusals).Code);
    }

    [Fact]
    public async Task Run_TakesFilesInAnyOrderOfTheirTrees()
    {
        static string File(params string[] sids) => $"<DataFutures>{string.Concat(sids.Select(s => $"<Student><SID>{s}</SID></Student>"))}</DataFutures>";
        var (outcome, _) = await RunAsync(File("3", "1", "2"), File("2", "3", "1"));
        Assert.Equal(3, outcome.Value!.Counts[EntityStatus.Unchanged]);
    }

    [Fact]
    public async Task Run_TellsDoubtfulCodesAndDates_WithTheirLine_AndComparesAllTheSame()
    {
        const string now = "<DataFutures>\n<Course><COURSEID>C1</COURSEID>\n<CLSDCRS>77</CLSDCRS>\n<CourseInitiative><COURSEINITID>004</COURSEINITID><COURSEVALIDFROM>2024-08-01</COURSEVALIDFROM><COURSEVALIDTO>2023-08-01</COURSEVALIDTO></CourseInitiative></Course></DataFutures>";
        var (outcome, _) = await RunAsync("<DataFutures/>", now);
        Assert.Equal(2, outcome.Value!.Counts[EntityStatus.New]);
        Assert.Contains(outcome.Value.Remarks, r => r.Contains("Line 3", StringComparison.Ordinal) && r.Contains("CLSDCRS '77' is not among the codes", StringComparison.Ordinal));
        Assert.Contains(outcome.Value.Remarks, r => r.Contains("Line 4", StringComparison.Ordinal) && r.Contains("COURSEVALIDFROM 2024-08-01, which is after COURSEVALIDTO 2023-08-01", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_ThatCannotWriteItsResult_IsRefused()
    {
        var file = RunFolder.NewFile(".xml");
        await File.WriteAllTextAsync(file, "<DataFutures/>");
        var outcome = await Files.RunAsync(file, file, null, Path.Combine(file + "-nowhere", "statuses.csv"), CancellationToken.None);
        Assert.Equal("NOT_WRITTEN", Assert.Single(outcome.Refusals).Code);
    }

    private static async Task<(Domain.Outcome<ComparedFiles> Outcome, string Csv)> RunAsync(string before, string now, string? already = null)
    {
        var (submitted, extract, statuses) = (RunFolder.NewFile(".xml"), RunFolder.NewFile(".xml"), RunFolder.NewFile(".csv"));
        await File.WriteAllTextAsync(submitted, before, Encoding.UTF8);
        await File.WriteAllTextAsync(extract, now, new UTF8Encoding(false));
        if (already is not null)
        {
            await File.WriteAllTextAsync(statuses, already);
        }

        var outcome = await Files.RunAsync(submitted, extract, "24056", statuses, CancellationToken.None);
        return (outcome, await File.ReadAllTextAsync(statuses));
    }
}
