using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Students;

public sealed class EqualityReadTests : IDisposable
{
    private readonly TestRegistry registry = new();

    [Fact]
    public async Task EveryRead_IsWrittenIntoTheTrailWithoutWhatWasRead()
    {
        var person = await registry.Given.PersonAsync();
        await registry.SaveAsync(db =>
        {
            db.Attach(person);
            var declaration = new EqualityDeclaration(person);
            declaration.Declare("180", "31", "99", "01", ["55", "51"]);
            db.Add(declaration);
        });

        var read = await registry.Get<StudentService>().ReadEqualityAsync(person.Id, registry.As(Role.AdjustmentsOfficer) with { Act = "ReadEquality", Reason = "Adjustments meeting" });

        Assert.Equal(["51", "55"], read.Value!.Disabilities);
        var entry = await registry.ReadAsync(db => db.Set<AuditEntry>().OrderByDescending(e => e.Sequence).FirstAsync());
        Assert.Equal(("ReadEquality", "Adjustments meeting", "Person", person.Id), (entry.Act, entry.Reason, entry.SubjectKind, entry.SubjectId));
        var declared = await registry.ReadAsync(db => db.Set<EqualityDeclaration>().Select(d => d.Id).SingleAsync());
        Assert.Equal($"[{{\"row\":\"EqualityDeclaration\",\"id\":{declared},\"did\":\"read\",\"set\":{{}}}}]", entry.Changes);
    }

    [Fact]
    public async Task ReadingNothing_IsWrittenToo()
    {
        var person = await registry.Given.PersonAsync();

        var read = await registry.Get<StudentService>().ReadEqualityAsync(person.Id, registry.As(Role.RegistryManager) with { Act = "ReadEquality" });

        Assert.True(read.Refusals.Count == 0 && read.Value is null);
        Assert.True(await registry.ReadAsync(db => db.Set<AuditEntry>().AnyAsync(e => e.Act == "ReadEquality")));
    }

    [Fact]
    public async Task Read_ByARegistryOfficer_IsTurnedAway()
    {
        var person = await registry.Given.PersonAsync();

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => registry.Get<StudentService>().ReadEqualityAsync(person.Id, registry.As(Role.RegistryOfficer)));
    }

    public void Dispose() => registry.Dispose();
}
