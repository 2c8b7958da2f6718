using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Students;

/// <summary>Two officers at one record: who comes second is told who changed what, and neither edit is lost.</summary>
public sealed class ContactEditTests : IDisposable
{
    private static readonly Caller Olga = new("olga.officer", 1, [new RoleGrant(Role.RegistryOfficer, Scope.Everything)]);
    private static readonly Caller Martin = new("martin.manager", 2, [new RoleGrant(Role.RegistryManager, Scope.Everything)]);

    private readonly TestRegistry registry = new();

    private StudentService Students => registry.Get<StudentService>();

    [Fact]
    public async Task Save_WhenAnotherOfficerSavedFirst_TellsWhoChangedWhatAndSavesNothing()
    {
        var opened = await OpenAsync();
        Assert.True((await SaveAsync(Martin, opened, c => c with { Email = "martin@example.org" })).Outcome.Succeeded);

        var saved = await SaveAsync(Olga, opened, c => c with { Email = "olga@example.org", Telephone = "0113 496 0000" });

        Assert.Equal("CHANGED_MEANWHILE", Assert.Single(saved.Outcome.Refusals).Code);
        Assert.Equal("martin.manager", saved.Stale!.By);
        Assert.Equal([nameof(ContactDetails.Email)], saved.Stale.Fields);
        Assert.Equal(new ContactClash("Email", "first@example.org", "martin@example.org", "olga@example.org"), Assert.Single(saved.Stale.Reconciliation.Clashes));
        Assert.Equal("martin@example.org", (await OpenAsync(opened.PersonId)).Contact.Email);
    }

    [Fact]
    public async Task SaveAgain_AfterChoosing_KeepsBothEdits()
    {
        var opened = await OpenAsync();
        await SaveAsync(Martin, opened, c => c with { Email = "martin@example.org", HomePostcode = "LS2 9JT" });
        var stale = (await SaveAsync(Olga, opened, c => c with { Email = "olga@example.org", Telephone = "0113 496 0000" })).Stale!;

        var again = await Students.ChangeContactAsync(
            new ChangeContact { PersonId = opened.PersonId, Version = stale.Version, AsOpened = stale.Theirs, Details = stale.Reconciliation.Choosing([nameof(ContactDetails.Email)]) }, registry.As(Olga));

        Assert.True(again.Outcome.Succeeded);
        var contact = (await OpenAsync(opened.PersonId)).Contact;
        Assert.Equal(("olga@example.org", "0113 496 0000", "LS2 9JT"), (contact.Email, contact.Telephone, contact.HomePostcode));
    }

    [Fact]
    public async Task EditsThatDoNotTouch_AreMergedWithoutAClash()
    {
        var opened = await OpenAsync();
        await SaveAsync(Martin, opened, c => c with { HomePostcode = "LS2 9JT" });

        var stale = (await SaveAsync(Olga, opened, c => c with { Telephone = null })).Stale!;

        Assert.Empty(stale.Reconciliation.Clashes);
        Assert.Equal(("LS2 9JT", null), (stale.Reconciliation.Merged.HomePostcode, stale.Reconciliation.Merged.Telephone));
    }

    [Fact]
    public async Task TwoSavesAtOneMoment_OneIsSavedAndOneIsTold()
    {
        var opened = await OpenAsync();

        var saves = await Task.WhenAll(
            Task.Run(() => SaveAsync(Olga, opened, c => c with { Email = "olga@example.org" })),
            Task.Run(() => SaveAsync(Martin, opened, c => c with { Email = "martin@example.org" })));

        Assert.Single(saves, s => s.Outcome.Succeeded);
        Assert.Single(saves, s => s.Stale is not null);
    }

    [Fact]
    public async Task Save_WithEveryFieldWrong_IsRefusedForEachAtOnce()
    {
        var opened = await OpenAsync();

        var saved = await SaveAsync(Olga, opened, c => c with { Email = "nowhere", Telephone = "ring me", TermPostcode = "12345", HomeCountry = "England", HomePostcode = "X" });

        Assert.Equal(["Email", "HomeCountry", "Telephone", "TermPostcode"], saved.Outcome.Refusals.Select(r => r.Field).Order());
    }

    [Fact]
    public async Task Save_ByARoleThatMayOnlySee_IsTurnedAway()
    {
        var opened = await OpenAsync();

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => SaveAsync(TestRegistry.Caller(Role.Auditor), opened, c => c));
    }

    [Fact]
    public async Task Saved_StandsInTheHistoryWithBeforeAndAfter()
    {
        var opened = await OpenAsync();
        await SaveAsync(Olga, opened, c => c with { Email = "new@example.org" });

        var entry = await registry.ReadAsync(db => db.Set<Domain.Audit.AuditEntry>().OrderByDescending(e => e.Sequence).FirstAsync());

        Assert.Equal(("olga.officer", "Person", opened.PersonId), (entry.Actor, entry.SubjectKind, entry.SubjectId));
        var changes = (await registry.ReadAsync(db => StudentRecords.Infrastructure.Audit.TrailValues.OpenAsync(db, [entry], default)))[entry.Sequence];
        Assert.Contains("first@example.org", changes, StringComparison.Ordinal);
        Assert.Contains("new@example.org", changes, StringComparison.Ordinal);
        Assert.DoesNotContain("example.org", entry.Changes, StringComparison.Ordinal);
    }

    public void Dispose() => registry.Dispose();

    private async Task<Opened> OpenAsync(long? id = null)
    {
        id ??= (await registry.Given.PersonAsync(p => p.Described(new PersonDetails { Email = "first@example.org", Telephone = "0113 496 0999" }))).Id;
        var overview = await registry.Get<RecordQueries>().OverviewAsync(id.Value, Olga);
        return new Opened(id.Value, overview!.Version, overview.Contact);
    }

    private Task<ContactSaved> SaveAsync(Caller by, Opened opened, Func<ContactDetails, ContactDetails> edit) => Students.ChangeContactAsync(
        new ChangeContact { PersonId = opened.PersonId, Version = opened.Version, AsOpened = opened.Contact, Details = edit(opened.Contact) }, registry.As(by));

    private sealed record Opened(long PersonId, long Version, ContactDetails Contact);
}
