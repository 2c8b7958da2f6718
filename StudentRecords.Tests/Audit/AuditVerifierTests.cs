using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Tests.ExamBoards;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Audit;

/// <summary>The trail after somebody dropped its triggers and wrote in it.</summary>
public sealed class AuditVerifierTests : IDisposable
{
    private readonly TestRegistry registry = new(on: TestDatabase.AsFile());

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task AnUntouchedTrail_IsWhole_AndAnchored()
    {
        await BoardScene.RatifiedAsync(registry, "AAA-2023A", [70, 80]);

        var verdict = await VerifyAsync();

        Assert.True(verdict.IsWhole);
        Assert.True(verdict.Entries > 5);
        Assert.Equal(1, verdict.Anchors);
    }

    [Fact]
    public async Task AChangeInTheMiddle_IsFound()
    {
        await GrowAsync(6);
        Tamper("UPDATE AuditEntry SET Reason = 'Another' WHERE Sequence = 3");

        var found = (await VerifyAsync()).Break;

        Assert.Equal(("CHANGED", 3L), (found!.Code, found.Sequence));
    }

    [Fact]
    public async Task AChangeWithItsOwnHashMadeNew_IsFoundAtTheNext()
    {
        await GrowAsync(6);
        Tamper("UPDATE AuditEntry SET Hash = PreviousHash WHERE Sequence = 3");

        Assert.Equal("CHANGED", (await VerifyAsync()).Break!.Code);
    }

    [Fact]
    public async Task AMissingEntry_IsFound()
    {
        await GrowAsync(6);
        Tamper("DELETE FROM AuditEntry WHERE Sequence = 4");

        var found = (await VerifyAsync()).Break;

        Assert.Equal(("GAP", 4L), (found!.Code, found.Sequence));
    }

    [Fact]
    public async Task ACutTail_IsFoundByTheHead()
    {
        await GrowAsync(6);
        Tamper("DELETE FROM AuditEntry WHERE Sequence > 4");

        var found = (await VerifyAsync()).Break;

        Assert.Equal(("TAIL_CUT", 5L), (found!.Code, found.Sequence));
    }

    [Fact]
    public async Task ATailCutTogetherWithTheHead_IsFoundByTheAnchor()
    {
        await GrowAsync(6);
        Assert.Empty((await registry.Get<AuditAnchor>().WriteAsync()).Refusals);
        Tamper("DELETE FROM AuditEntry WHERE Sequence > 4; UPDATE AuditHead SET Sequence = 4, Hash = (SELECT Hash FROM AuditEntry WHERE Sequence = 4)");

        var found = (await VerifyAsync()).Break;

        Assert.Equal(("TAIL_CUT", 5L), (found!.Code, found.Sequence));
        Assert.Contains("anchor", found.Sentence);
    }

    [Fact]
    public async Task ATrailCutAndGrownAgain_IsFoundByTheAnchor()
    {
        await GrowAsync(6);
        await registry.Get<AuditAnchor>().WriteAsync();
        Tamper("DELETE FROM AuditEntry WHERE Sequence > 4; UPDATE AuditHead SET Sequence = 4, Hash = (SELECT Hash FROM AuditEntry WHERE Sequence = 4)");
        await GrowAsync(4);

        Assert.Equal("ANCHOR", (await VerifyAsync()).Break!.Code);
    }

    [Fact]
    public async Task EntriesBeyondTheHead_AreFound()
    {
        await GrowAsync(6);
        Tamper("UPDATE AuditHead SET Sequence = 4, Hash = (SELECT Hash FROM AuditEntry WHERE Sequence = 4)");

        Assert.Equal("HEAD", (await VerifyAsync()).Break!.Code);
    }

    [Fact]
    public async Task TheAnchor_GrowsOnlyWithTheTrail()
    {
        var anchor = registry.Get<AuditAnchor>();
        await GrowAsync(1);
        await anchor.WriteAsync();
        await anchor.WriteAsync();
        await GrowAsync(1);
        await anchor.WriteAsync();

        Assert.Equal([1L, 2L], anchor.Read().Select(l => l.Sequence));
    }

    [Fact]
    public async Task AnAnchorThatCannotBeWritten_IsSaid()
    {
        using var elsewhere = new TestRegistry(settings: new Dictionary<string, string?> { ["Audit:AnchorPath"] = "/nowhere/at/all/anchor" });
        await elsewhere.Given.PersonAsync();

        Assert.Equal("ANCHOR_NOT_WRITTEN", Assert.Single((await elsewhere.Get<AuditAnchor>().WriteAsync()).Refusals).Code);
    }

    [Fact]
    public async Task WhoMayNotSeeTheTrail_MayNotVerifyIt() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => registry.Get<AuditVerifier>().VerifyAsync(TestRegistry.Caller(Role.Marker)));

    private Task<AuditVerdict> VerifyAsync() => registry.Get<AuditVerifier>().VerifyAsync(TestRegistry.Caller(Role.Auditor));

    private async Task GrowAsync(int entries)
    {
        for (var i = 0; i < entries; i++)
        {
            await registry.Given.PersonAsync();
        }
    }

    private void Tamper(string sql)
    {
        using var raw = new RawSql(registry.File, false);
        raw.Do("DROP TRIGGER AuditEntry_Lock_Update; DROP TRIGGER AuditEntry_Lock_Delete; DROP TRIGGER AuditHead_Lock_Update;");
        raw.Do(sql);
    }
}
