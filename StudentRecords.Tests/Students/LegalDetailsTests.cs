using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Tests.Integration.Telling;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Students;

/// <summary>Names, birth, sex and nationality are corrected by the registry, with evidence, and others hear of it.</summary>
public sealed class LegalDetailsTests : IAsyncLifetime
{
    private TellingScene scene = null!;

    private TestRegistry Registry => scene.Registry;

    public async Task InitializeAsync() => scene = await TellingScene.MakeAsync("IAM", "LIB", "ACC");

    public Task DisposeAsync()
    {
        scene.Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Correct_WithEvidence_ChangesTheRecord_KeepsWhatWas_AndTellsOthers()
    {
        var before = await OpenAsync();
        Assert.Empty((await CorrectAsync(Role.RegistryOfficer, d => d with { FamilyName = " Okafor ", Nationality = "ng" })).Refusals);

        var now = await OpenAsync();
        Assert.Equal(("Okafor", before.GivenNames, "NG", before.DateOfBirth), (now.FamilyName, now.GivenNames, now.Nationality, now.DateOfBirth));
        var trail = await Registry.ReadAsync(db => db.Set<AuditEntry>().OrderByDescending(e => e.Sequence).FirstAsync(e => e.SubjectKind == "Person"));
        Assert.Equal("Passport seen, case 17", trail.Evidence);
        Assert.Contains(await scene.Hub.ToldAsync("F008"), m => m.Body.Contains("Okafor", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Correct_WithoutEvidence_IsRefused()
    {
        var refused = Assert.Single((await CorrectAsync(Role.RegistryOfficer, d => d with { FamilyName = "Okafor" }, evidence: " ")).Refusals);
        Assert.Equal(("EVIDENCE_MISSING", "Evidence"), (refused.Code, refused.Field));
    }

    [Theory]
    [InlineData("FamilyName")]
    [InlineData("DateOfBirth")]
    [InlineData("LegalSex")]
    [InlineData("Nationality")]
    public async Task Correct_ToWhatCannotBe_IsRefusedByField(string field)
    {
        var refused = await CorrectAsync(Role.RegistryOfficer, d => field switch
        {
            "FamilyName" => d with { FamilyName = " " },
            "DateOfBirth" => d with { DateOfBirth = new DateOnly(2999, 1, 1) },
            "LegalSex" => d with { LegalSex = "7" },
            _ => d with { Nationality = "G1" },
        });
        Assert.Equal(field, Assert.Single(refused.Refusals).Field);
    }

    [Fact]
    public async Task Correct_OnAnOldPicture_OrToTheSame_ChangesNothing()
    {
        var old = await OpenAsync();
        await CorrectAsync(Role.RegistryOfficer, d => d with { FamilyName = "Okafor" });
        Assert.Equal("CHANGED_MEANWHILE", Assert.Single((await CorrectAsync(Role.RegistryOfficer, d => d with { FamilyName = "Eze" }, old.Version)).Refusals).Code);
        Assert.Equal("NOTHING_CHANGED", Assert.Single((await CorrectAsync(Role.RegistryOfficer, d => d)).Refusals).Code);
        Assert.Equal("Okafor", (await OpenAsync()).FamilyName);
    }

    [Fact]
    public async Task Admissions_Correct_OnlyWhoHasNotBeenEnrolled()
    {
        Assert.Equal("REGISTRYS", Assert.Single((await CorrectAsync(Role.AdmissionsOfficer, d => d with { FamilyName = "Okafor" })).Refusals).Code);
        var prospect = await Registry.Given.PersonAsync();
        Assert.Empty((await CorrectAsync(Role.AdmissionsOfficer, d => d with { FamilyName = "Okafor" }, of: prospect.Id)).Refusals);
    }

    [Fact]
    public async Task WhoMayNotChangePersons_MayNotCorrect()
    {
        foreach (var role in Enum.GetValues<Role>().Where(r => AccessTable.For(r, Room.Persons) < Level.Change))
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => CorrectAsync(role, d => d with { FamilyName = "Okafor" }));
        }
    }

    private Task<Person> OpenAsync(long? of = null) => Registry.ReadAsync(db => db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == (of ?? scene.Hub.Student.Id)));

    private async Task<Outcome> CorrectAsync(Role role, Func<LegalDetails, LegalDetails> edit, long? version = null, string evidence = "Passport seen, case 17", long? of = null)
    {
        var person = await OpenAsync(of);
        return await Registry.Get<StudentService>().CorrectDetailsAsync(new CorrectDetails(person.Id, version ?? person.Version, edit(LegalDetails.Of(person))), Registry.As(role) with { Evidence = evidence });
    }
}
