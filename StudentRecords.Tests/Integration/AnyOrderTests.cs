using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Tests.Support;
using static StudentRecords.Tests.Integration.Messages;

namespace StudentRecords.Tests.Integration;

/// <summary>Messages may come in any order and any number of times; the record ends the same.</summary>
public sealed class AnyOrderTests
{
    private static readonly (string Flow, string Source, string Text)[] All =
    [
        ("F001", "CM", Module()), ("F001", "CM", Programme()),
        ("F045", "UCAS", Applicant("u1")), ("F045", "UCAS", Applicant("u2", "Bell")),
        ("F005", "CRM", HandedOver("u1")), ("F005", "CRM", HandedOver("u2")),
        ("F026", "OIV", Verified(1)), ("F026", "OIV", Verified(2)),
        ("F010", "FIN", HoldPlaced("u1")), ("F010", "FIN", HoldReleased("u1")),
        ("F011", "EWP", Selection("u1")), ("F011", "EWP", Selection("u2")),
        ("F011", "EWP", Profile("u1", 1, new { student = Who("u1"), email = "one@example.org", telephone = "07700 900001" })), ("F011", "EWP", Profile("u1", 2, new { student = Who("u1"), email = "two@example.org" })), ("F011", "EWP", Profile("u1", 3, new { student = Who("u1"), termPostcode = "LE1 7RH" })),
        ("F016", "VLE", Mark("u1", 40m)), ("F016", "VLE", Mark("u1", 55m, 2)), ("F016", "VLE", Mark("u1", 61m, 3)), ("F016", "VLE", Mark("u2", null)),
    ];

    private static readonly Lazy<string> InOrder = new(() => EndOf([.. Enumerable.Range(0, All.Length)], false));

    [Fact]
    public void InOrder_EverythingIsApplied() =>
        Assert.Equal("Achebe|Enrolled|AAA-2023J:Registered|1752 v3 61|two@example.org 07700 900001 LE1 7RH;Bell|Enrolled|AAA-2023J:Registered|1752 v1 -|  ;holds 0;inbox Applied", InOrder.Value);

    [Fact]
    public void AnyOrderAndAnyRepeats_EndInTheSameRecord() => Prop
        .ForAll(Arb.From(Histories()), history => Assert.Equal(InOrder.Value, EndOf(history.Order, history.Together)))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    private static string Profile(string id, int version, object data) => Message($"ewp-profile-{id}-{version}", "ProfileChangeRequested", $"profile-{id}", data, version);

    private static Gen<(int[] Order, bool Together)> Histories() =>
        from repeats in Gen.Choose(0, All.Length - 1).ArrayOf(8)
        from order in Gen.Shuffle([.. Enumerable.Range(0, All.Length), .. repeats])
        from together in Gen.Elements(true, false)
        select (order, together);

    /// <summary>The record after the messages came in this order, one by one or several at once.</summary>
    private static string EndOf(int[] order, bool together) => Task.Run(async () =>
    {
        using var registry = new TestRegistry();
        using var stop = new CancellationTokenSource();
        await registry.SaveAsync(db => db.Add(Rule()));
        await registry.Services.GetServices<IHostedService>().Single(s => s.GetType().Name == "HubWriter").StartAsync(stop.Token);
        var door = registry.Get<HubDoor>();
        var sent = order.Select(i => All[i]).Select(m => door.SubmitAsync(m.Flow, m.Source, [m.Text], "http", null, default));
        if (together)
        {
            await Task.WhenAll(sent);
        }
        else
        {
            foreach (var one in sent)
            {
                await one;
            }
        }

        await stop.CancelAsync();
        return await registry.ReadAsync(TellAsync);
    }).GetAwaiter().GetResult();

    private static async Task<string> TellAsync(Infrastructure.Store.RegistryDbContext db)
    {
        var people = await db.Set<Person>().OrderBy(p => p.FamilyName).ToListAsync();
        var lines = new List<string>();
        foreach (var person in people)
        {
            var engagements = await db.Set<Engagement>().Where(e => e.PersonId == person.Id).Select(e => e.Status.ToString()).ToListAsync();
            var registrations = await db.Set<ModuleRegistration>().Where(r => r.PersonId == person.Id).Select(r => r.Occurrence.Key + ":" + r.Status.ToString()).ToListAsync();
            var marks = await db.Set<Domain.Assessment.Mark>().Where(m => m.PersonId == person.Id && m.IsCurrent)
                .Join(db.Set<Domain.Curriculum.AssessmentComponent>(), m => m.ComponentId, c => c.Id, (m, c) => new { c.Key, m.MarkVersion, m.Score }).ToListAsync();
            lines.Add($"{person.FamilyName}|{string.Join(',', engagements)}|{string.Join(',', registrations)}|{string.Join(',', marks.Select(m => $"{m.Key} v{m.MarkVersion} {m.Score?.ToString("0", null) ?? "-"}"))}|{person.Email} {person.Telephone} {person.TermPostcode}");
        }

        lines.Add($"holds {await db.Set<Hold>().CountAsync(h => h.ReleasedOn == null)}");
        var states = await db.Set<InboxMessage>().Select(m => m.State).Distinct().ToListAsync();
        lines.Add($"inbox {string.Join(',', states.Select(s => s == InboxState.Stale ? InboxState.Applied : s).Distinct().Order())}");
        return string.Join(';', lines);
    }
}
