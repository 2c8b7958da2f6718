using System.Text;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Compare;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Infrastructure.Hesa.Files;
using StudentRecords.Tests.Hesa.Reference;

namespace StudentRecords.Tests.Hesa;

public sealed class ReturnFileTests
{
    private static readonly CollectionDefinitions Collections = CollectionDefinitions.Load();
    private static readonly CollectionDefinition Collection = Collections["24056"];

    [Fact]
    public async Task WriteThenRead_OfANewReturn_GivesTheSameEntities()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var entities = RandomReturns.Sorted(Collection, new RandomReturns(seed).Pair().Submitted.Where(e => !e.IsDeleted));
            var read = Read(await WriteAsync(entities, []));
            // an active first status need not be reported
            var expected = entities.Where(e => e.Entity.StatusOf is null);
            Assert.Equal(expected.Select(Tell), read.Where(e => e.Entity.StatusOf is null).Select(Tell));
        }
    }

    [Fact]
    public async Task Write_OfAnAmendedGrandchild_HoldsItsParentsWithKeysOnly()
    {
        var before = Student("2024-09-01", "01");
        var file = Encoding.UTF8.GetString(await WriteAsync(Student("2024-09-01", "31"), before));
        Assert.Equal(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <DataFutures>
             <Student>
              <SID>1</SID>
              <Engagement>
               <NUMHUS>7</NUMHUS>
               <StudentCourseSession>
                <SCSESSIONID>S1</SCSESSIONID>
                <SCSMODE>31</SCSMODE>
               </StudentCourseSession>
              </Engagement>
             </Student>
            </DataFutures>
            """.ReplaceLineEndings("\n"),
            file);
    }

    [Fact]
    public async Task Write_PutsKeysFirstThenFieldsByNameThenChildrenByName()
    {
        var file = Encoding.UTF8.GetString(await WriteAsync(Student("2024-09-01", "01"), []));
        string[] order = ["<SID>", "<BIRTHDTE>", "<SURNAME>", "<Disability>", "<Engagement>", "<NUMHUS>", "<ENGSTARTDATE>", "<SCSESSIONID>", "<SCSMODE>", "<SCSSTARTDATE>"];
        Assert.Equal(order, order.OrderBy(o => file.IndexOf(o, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("<!DOCTYPE DataFutures [<!ENTITY a \"b\">]><DataFutures><Student><SID>&a;</SID></Student></DataFutures>", "document type declaration")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><DataFutures>&b;</DataFutures>", "document type declaration")]
    [InlineData("<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><DataFutures/>", "document type declaration")]
    [InlineData("this is not XML", "Data at the root level is invalid")]
    [InlineData("<DataFutures><Student><SID>1</SID>", "Unexpected end of file")]
    [InlineData("<StudentRecord/>", "The root element is StudentRecord")]
    [InlineData("<DataFutures><Student><SID>1</SID><SHOESIZE>9</SHOESIZE></Student></DataFutures>", "Student has no SHOESIZE in collection 24056")]
    [InlineData("<DataFutures><Engagement><NUMHUS>1</NUMHUS></Engagement></DataFutures>", "Engagement belongs under Student")]
    [InlineData("<DataFutures><Student><SURNAME>A</SURNAME></Student></DataFutures>", "Line 1, column 15: Student has no SID")]
    [InlineData("<DataFutures><Student><SID>1</SID></Student><Student><SID>1</SID></Student></DataFutures>", "SID=1 is in the file twice")]
    [InlineData("<DataFutures><Student><SID>1</SID><Engagement><NUMHUS>1</NUMHUS></Engagement><Engagement><NUMHUS>1</NUMHUS></Engagement></Student></DataFutures>", "was already on line 1")]
    [InlineData("<DataFutures><Student><SID>1</SID><BIRTHDTE>1 May</BIRTHDTE></Student></DataFutures>", "BIRTHDTE '1 May' is not a date")]
    [InlineData("<DataFutures><Student><SID>1<b/></SID></Student></DataFutures>", "a field holds text only")]
    [InlineData("<DataFutures><Student><SID>1</SID>stray</Student></DataFutures>", "Text stands where only elements may")]
    [InlineData("<DataFutures><Student><SID>1</SID><SURNAME>A</SURNAME><SURNAME>B</SURNAME></Student></DataFutures>", "says SURNAME twice")]
    public void Read_OfABadFile_IsRefusedWithAReason(string file, string reason)
    {
        var refused = Assert.Throws<ReturnFileRefusedException>(() => Read(Encoding.UTF8.GetBytes(file)));
        Assert.Contains(refused.Faults, f => f.ToString().Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_OfAFileThatIsNotUtf8_IsRefused()
    {
        var refused = Assert.Throws<ReturnFileRefusedException>(() => Read(Encoding.Latin1.GetBytes("<DataFutures><Student><SID>1</SID><SURNAME>Bront\u00EB</SURNAME></Student></DataFutures>")));
        Assert.Contains("not UTF-8", refused.Message);
    }

    [Fact]
    public void Read_OfAValueWithoutEnd_StopsAtTheLimit()
    {
        var file = "<DataFutures><Student><SID>" + new string('1', 100_000) + "</SID></Student></DataFutures>";
        var refused = Assert.Throws<ReturnFileRefusedException>(() => Read(Encoding.UTF8.GetBytes(file)));
        Assert.Contains("SID is longer than 4000 characters", refused.Message);
    }

    [Fact]
    public void Read_OfAFileOfWhiteSpace_StopsAtTheLimit()
    {
        var file = "<DataFutures>" + new string(' ', 3_000_000) + "</DataFutures>";
        var reader = new ReturnXmlReader(Collection, new ReturnFileLimits { Characters = 1_000_000 });
        Assert.Throws<ReturnFileRefusedException>(() => reader.Read(new MemoryStream(Encoding.UTF8.GetBytes(file))).ToList());
    }

    [Fact]
    public void Read_OfElementsWithoutNumber_StopsAtTheLimit()
    {
        var file = new StringBuilder("<DataFutures><Student><SID>1</SID>");
        for (var i = 0; i < 4_000; i++)
        {
            file.Append("<Disability/>");
        }

        var reader = new ReturnXmlReader(Collection, new ReturnFileLimits { EntitiesUnderOneRoot = 100, Faults = 10_000 });
        var refused = Assert.Throws<ReturnFileRefusedException>(() => reader.Read(new MemoryStream(Encoding.UTF8.GetBytes(file.ToString()))).ToList());
        Assert.Contains("more than 100 entities", refused.Message);
    }

    [Fact]
    public void Read_OfAnEarlierYear_PassesOverWhatThisCollectionNoLongerHas()
    {
        const string file = "<DataFutures><SessionYear><SESSIONYEARID>2023/24</SESSIONYEARID></SessionYear><Student><SID>1</SID><Engagement><NUMHUS>1</NUMHUS><LEADSCHOOL>1</LEADSCHOOL></Engagement></Student></DataFutures>";
        var reader = new ReturnXmlReader(Collections["25056"], ReturnFileLimits.Standard, Collections.All);
        Assert.Equal(["Student", "Engagement"], reader.Read(new MemoryStream(Encoding.UTF8.GetBytes(file))).SelectMany(t => t).Select(e => e.Entity.Name));
    }

    [Theory]
    [InlineData("Ren\u00E9e  O\u2019Brien ", "Ren\u00E9e O'Brien")]
    [InlineData("\u0141\u00F3d\u017A\t\u2013 x", "\u0141\u00F3d\u017A - x")]
    [InlineData("\u738B", "?")]
    [InlineData("Ng\u1ECDc", "Ng\u1ECDc")]
    public void PermittedText_KeepsTheRepertoire(string value, string expected) => Assert.Equal(expected, PermittedText.Permit(PermittedText.Clean(value)!));

    private static List<ReturnEntity> Student(string start, string mode)
    {
        PlainEntity student = new("Student", null, new() { ["SID"] = "1", ["SURNAME"] = "A & B", ["BIRTHDTE"] = "2001-01-01" });
        PlainEntity engagement = new("Engagement", student, new() { ["NUMHUS"] = "7", ["ENGSTARTDATE"] = start });
        PlainEntity session = new("StudentCourseSession", engagement, new() { ["SCSESSIONID"] = "S1", ["SCSMODE"] = mode, ["SCSSTARTDATE"] = start });
        return RandomReturns.Sorted(Collection, [student, new("Disability", student, new() { ["DISABILITY"] = "51" }), engagement, session]);
    }

    private static async Task<byte[]> WriteAsync(List<ReturnEntity> extract, List<ReturnEntity> submitted)
    {
        using var file = new MemoryStream();
        await using (var writer = new ReturnXmlWriter(file, Collection))
        {
            foreach (var verdict in new ReturnComparison(Collection, true).Run(new EntityList(extract), new EntityList(submitted)))
            {
                await writer.WriteAsync(verdict, () => verdict.Extract!, CancellationToken.None);
            }
        }

        return file.ToArray();
    }

    private static List<ReturnEntity> Read(byte[] file) => [.. new ReturnXmlReader(Collection, ReturnFileLimits.Standard).Read(new MemoryStream(file)).SelectMany(t => t)];

    private static string Tell(ReturnEntity entity) => $"{entity.KeyPath}|{entity.Fields.Pack()}";
}
