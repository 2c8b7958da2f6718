using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Students;

public sealed class StudentSearchTests : IDisposable
{
    private static readonly Caller Officer = TestRegistry.Caller(Role.RegistryOfficer);

    private readonly TestRegistry registry = new();

    [Theory]
    [InlineData("oneill")]
    [InlineData("O'Ne")]
    [InlineData("neill")]
    [InlineData("SIOB")]
    [InlineData("siobhán")]
    [InlineData("maeve o'neill")]
    [InlineData("O'Neill, Siobhan")]
    public async Task AnyBeginningOfAnyWordOfTheName_FindsThePerson(string typed)
    {
        await registry.Given.PersonAsync(p => p.Named("O'Neill", "Siobhán Maeve"));
        await registry.Given.PersonAsync(p => p.Named("Nilsson", "Maja"));

        Assert.Equal("O'Neill", Assert.Single((await SearchAsync(typed)).Rows).FamilyName);
    }

    [Fact]
    public async Task NumberAndEveryIdentifier_FindThePerson()
    {
        var person = await registry.Given.PersonAsync(p => p.Known("UCAS", "1234567890", IdentifierKinds.UcasPersonalId).Known("VLE", "moodle-77"));
        await registry.Given.PersonAsync();

        foreach (var typed in (string[])[person.StudentNumber, person.StudentNumber[..7], "1234567890", "12345", "MOODLE-77", "moodle"])
        {
            Assert.Contains((await SearchAsync(typed)).Rows, r => r.Id == person.Id);
        }
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_am")]
    [InlineData("[a-z]")]
    [InlineData("- ' -")]
    public async Task SignsOfPatterns_StandForThemselves(string typed)
    {
        await registry.Given.PersonAsync();

        Assert.Equal(0, (await SearchAsync(typed)).Total);
    }

    [Fact]
    public async Task AChangedName_IsFoundByTheNewOneOnly()
    {
        var person = await registry.Given.PersonAsync(p => p.Named("Before", "Ann"));
        await registry.SaveAsync(db =>
        {
            db.Attach(person);
            person.Rename(new PersonName("After", "Ann"));
        });

        Assert.Equal(0, (await SearchAsync("before")).Total);
        Assert.Equal(1, (await SearchAsync("after ann")).Total);
    }

    [Fact]
    public async Task StatusProgrammeAndYear_SpeakOfOneEngagement()
    {
        var computing = await registry.Given.ProgrammeAsync("CS");
        var history = await registry.Given.ProgrammeAsync("HIST");
        var person = await registry.Given.PersonAsync();
        await registry.Given.EngagementAsync(person, computing, enrolled: true, start: new DateOnly(2023, 10, 1));
        await registry.Given.EngagementAsync(await registry.Given.PersonAsync(), history, enrolled: false, start: new DateOnly(2024, 10, 1));

        Assert.Equal(1, (await FilterAsync(("status", "Enrolled"), ("programme", "CS"), ("year", "2023/24"))).Total);
        Assert.Equal(0, (await FilterAsync(("status", "Enrolled"), ("programme", "HIST"))).Total);
        Assert.Equal(0, (await FilterAsync(("programme", "CS"), ("year", "2024/25"))).Total);
        Assert.Equal(1, (await FilterAsync(("year", "2024/25"))).Total);
        Assert.Equal(0, (await FilterAsync(("programme", "NONE"))).Total);
    }

    [Fact]
    public async Task EachRow_ShowsTheEngagementLastBegunAndItsHolds()
    {
        var person = await registry.Given.PersonAsync(p => p.Held(Blocks.Enrolment).Held(Blocks.Graduation, "Library"));
        await registry.Given.EngagementAsync(person, await registry.Given.ProgrammeAsync("CS"), enrolled: false);

        var row = Assert.Single((await FilterAsync(("hold", "open"))).Rows);

        Assert.Equal(("CS", EngagementStatus.Expected, "2023/24", 1), (row.Study!.ProgrammeCode, row.Study.Status, row.Study.SessionYear, row.Study.YearOfProgramme));
        Assert.Equal(2, row.OpenHolds);
    }

    [Fact]
    public async Task HoldsAreNotTold_ToRolesThatMayNotSeeThem()
    {
        await registry.Given.PersonAsync(p => p.Held(Blocks.Enrolment));
        await registry.Given.PersonAsync();
        var administrator = TestRegistry.Caller(Role.ProgrammeAdministrator);

        var page = await registry.Get<StudentQueries>().StudentsAsync(new TableQuery().With("hold", "open"), administrator);

        Assert.Equal(2, page.Total);
        Assert.All(page.Rows, r => Assert.Equal(0, r.OpenHolds));
    }

    [Fact]
    public async Task ARoleForOneProgramme_SeesItsStudentsOnly()
    {
        var mine = await registry.Given.PersonAsync();
        var other = await registry.Given.PersonAsync();
        await registry.Given.EngagementAsync(mine, await registry.Given.ProgrammeAsync("CS", "SCI"));
        await registry.Given.EngagementAsync(other, await registry.Given.ProgrammeAsync("HIST", "ART"));
        foreach (var scope in (Scope[])[new(ScopeKind.Programme, "CS"), new(ScopeKind.Faculty, "SCI")])
        {
            var caller = new Caller("priya", 1, [new RoleGrant(Role.ProgrammeAdministrator, scope)]);

            Assert.Equal(mine.Id, Assert.Single((await registry.Get<StudentQueries>().StudentsAsync(new TableQuery(), caller)).Rows).Id);
            Assert.Null(await registry.Get<RecordQueries>().HeadingAsync(other.Id, caller));
            Assert.NotNull(await registry.Get<RecordQueries>().OverviewAsync(mine.Id, caller));
        }
    }

    [Fact]
    public async Task WhoMayNotSeePersons_IsTurnedAway() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => registry.Get<StudentQueries>().StudentsAsync(new TableQuery(), TestRegistry.Caller(Role.ExternalExaminer)));

    public void Dispose() => registry.Dispose();

    private Task<TablePage<StudentRow>> SearchAsync(string typed) => registry.Get<StudentQueries>().StudentsAsync(new TableQuery { Search = typed }, Officer);

    private Task<TablePage<StudentRow>> FilterAsync(params (string Key, string Value)[] filters) =>
        registry.Get<StudentQueries>().StudentsAsync(filters.Aggregate(new TableQuery(), (q, f) => q.With(f.Key, f.Value)), Officer);
}
