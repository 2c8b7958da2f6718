using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Students;

/// <summary>What a person declares about themselves is entered by the few, and Wellbeing hears of a disability only.</summary>
public sealed class EqualityDeclarationTests : IDisposable
{
    private readonly TestRegistry registry = new();

    [Fact]
    public async Task Declare_IsReadAgain_AndWellbeingHearsOfANewDisabilityOnly()
    {
        var person = await registry.Given.PersonAsync();
        Assert.Empty((await DeclareAsync(person, 0, d => d with { Ethnicity = "180" })).Refusals);
        Assert.Empty(await ToldAsync());

        Assert.Empty((await DeclareAsync(person, 1, d => d with { Disabilities = ["55", "51"] })).Refusals);

        var read = (await registry.Get<StudentService>().ReadEqualityAsync(person.Id, registry.As(Role.AdjustmentsOfficer))).Value!;
        Assert.Equal(("180", "51 55"), (read.Ethnicity, string.Join(' ', read.Disabilities)));
        Assert.Equal("DisabilityDeclared", Assert.Single(await ToldAsync()).Type);
    }

    [Fact]
    public async Task Declare_OnAnOldReading_IsRefused()
    {
        var person = await registry.Given.PersonAsync();
        await DeclareAsync(person, 0, d => d with { Ethnicity = "180" });
        Assert.Equal("CHANGED_MEANWHILE", Assert.Single((await DeclareAsync(person, 0, d => d with { Ethnicity = "101" })).Refusals).Code);
    }

    [Theory]
    [InlineData("Ethnicity")]
    [InlineData("Religion")]
    [InlineData("GenderIdentity")]
    [InlineData("Disabilities")]
    public async Task Declare_WhatIsNoCode_IsRefusedByField(string field)
    {
        var person = await registry.Given.PersonAsync();
        var refused = await DeclareAsync(person, 0, d => field switch
        {
            "Ethnicity" => d with { Ethnicity = "1" },
            "Religion" => d with { Religion = "1" },
            "GenderIdentity" => d with { GenderIdentity = "1" },
            _ => d with { Disabilities = ["51", ToldDetails.NoDisability] },
        });
        Assert.Equal(field, Assert.Single(refused.Refusals).Field);
        Assert.False(await registry.ReadAsync(db => db.Set<EqualityDeclaration>().AnyAsync()));
    }

    [Fact]
    public async Task WhoMayNotChangeSuchData_MayNotDeclare()
    {
        var person = await registry.Given.PersonAsync();
        foreach (var role in Enum.GetValues<Role>().Where(r => AccessTable.For(r, Room.SpecialCategory) < Level.Change))
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => DeclareAsync(person, 0, d => d with { Ethnicity = "180" }, role));
        }
    }

    public void Dispose() => registry.Dispose();

    private Task<Outcome> DeclareAsync(Person person, long version, Func<DeclareEquality, DeclareEquality> declared, Role role = Role.AdjustmentsOfficer) =>
        registry.Get<EqualityService>().DeclareAsync(declared(new DeclareEquality(person.Id, version)), registry.As(role));

    private Task<List<OutboxMessage>> ToldAsync() => registry.ReadAsync(db => db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Flow == "F053" && m.Type == "DisabilityDeclared").ToListAsync());
}
