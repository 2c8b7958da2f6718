using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Students.Merging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Students;

public sealed class MergeTests : IDisposable
{
    private readonly TestRegistry registry = new();

    private MergeService Merging => registry.Get<MergeService>();

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task Systems_ThatNameTheRecordThatGivesWay_MeanTheOneThatIsKept_UntilItIsUndone()
    {
        var (gives, kept) = (await PersonAsync("U-1"), await PersonAsync("U-2"));
        PersonRef[] named = [new("SIS", gives.StudentNumber), new("UCAS", "U-1"), new("UCAS", "U-2")];
        Assert.Equal([gives.Id, gives.Id, kept.Id], await FoundAsync(named));

        var entries = await EntriesAsync(gives);
        var merge = (await MergeAsync(gives, kept)).Value;
        Assert.Equal(entries + 1, await EntriesAsync(gives));
        Assert.Equal([kept.Id, kept.Id, kept.Id], await FoundAsync(named));
        Assert.Equal([(kept.StudentNumber, false)], (await registry.Get<MergeQueries>().OfAsync(gives.Id, Caller.System("TEST"))).Select(m => (m.OtherNumber, m.IsKept)));
        Assert.Equal([(gives.StudentNumber, true)], (await registry.Get<MergeQueries>().OfAsync(kept.Id, Caller.System("TEST"))).Select(m => (m.OtherNumber, m.IsKept)));

        Assert.True((await Merging.UndoAsync(merge, registry.As(Role.RegistryManager))).Succeeded);
        Assert.Equal("ALREADY_UNDONE", Assert.Single((await Merging.UndoAsync(merge, registry.As(Role.RegistryManager))).Refusals).Code);
        Assert.Equal([gives.Id, gives.Id, kept.Id], await FoundAsync(named));
        Assert.Equal(entries + 2, await EntriesAsync(gives));
        Assert.True((await MergeAsync(kept, gives)).Succeeded);
    }

    [Fact]
    public async Task Merge_OfARecordWithItself_OrOneThatIsPartOfAnother_IsRefused()
    {
        var (a, b, c) = (await PersonAsync("U-1"), await PersonAsync("U-2"), await PersonAsync("U-3"));
        Assert.Equal(["SAME_RECORD"], Codes(await MergeAsync(a, a)));
        Assert.True((await MergeAsync(a, b)).Succeeded);
        Assert.Equal(["ALREADY_MERGED"], Codes(await MergeAsync(a, c)));
        Assert.Equal(["GIVES_WAY_ITSELF"], Codes(await MergeAsync(c, a)));
        Assert.Equal(["KEEPS_ANOTHER"], Codes(await MergeAsync(b, c)));
        Assert.Equal(["PERSON_UNKNOWN"], Codes(await Merging.MergeAsync(new MergePerson { PersonId = c.Id, KeptNumber = "none" }, registry.As(Role.RegistryManager))));
    }

    [Fact]
    public async Task RecordWithStudiesThatRun_DoesNotGiveWay_UntilTheyHaveEnded()
    {
        var (studies, other) = (await PersonAsync("U-1"), await PersonAsync("U-2"));
        var engagement = await registry.Given.EngagementAsync(studies, await registry.Given.ProgrammeAsync());
        Assert.Equal(["STUDIES_RUN"], Codes(await MergeAsync(studies, other)));
        await registry.SaveAsync(db => db.Set<Engagement>().Include(e => e.Statuses).Include(e => e.Sessions).Single(e => e.Id == engagement.Id).Complete(registry.Clock.Today, registry.Clock.Now));
        Assert.True((await MergeAsync(studies, other)).Succeeded);
    }

    [Fact]
    public async Task Merge_ByAnybodyButWhoDecidesAboutPersons_IsForbidden()
    {
        var (gives, kept) = (await PersonAsync("U-1"), await PersonAsync("U-2"));
        foreach (var role in Enum.GetValues<Role>().Where(r => AccessTable.For(r, Room.Persons) < Level.Decide))
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Merging.MergeAsync(new MergePerson { PersonId = gives.Id, KeptNumber = kept.StudentNumber }, registry.As(role)));
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Merging.UndoAsync(1, registry.As(role)));
        }
    }

    private Task<Person> PersonAsync(string ucas) => registry.Given.PersonAsync(p => p.Known("UCAS", ucas));

    private Task<Domain.Outcome<long>> MergeAsync(Person gives, Person kept) => Merging.MergeAsync(new MergePerson { PersonId = gives.Id, KeptNumber = kept.StudentNumber }, registry.As(Role.RegistryManager));

    private async Task<IEnumerable<long>> FoundAsync(PersonRef[] named)
    {
        await using var db = registry.CreateDbContext();
        var found = await PersonLookup.FindAsync(db, named, default);
        return named.Select(n => found[n]);
    }

    private Task<int> EntriesAsync(Person person) => registry.ReadAsync(db => db.Set<AuditEntry>().CountAsync(e => e.SubjectId == person.Id));

    private static IEnumerable<string> Codes(Domain.Outcome<long> outcome) => outcome.Refusals.Select(r => r.Code);
}
