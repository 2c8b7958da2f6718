using StudentRecords.Domain.Access;
using StudentRecords.Domain.Students.Retention;
using StudentRecords.Infrastructure.Students.Retention;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Browser;

/// <summary>Where the pages of retention have something to show.</summary>
public sealed partial class SampleRecord
{
    private async Task RetentionAsync()
    {
        // late enough for the demo's first leavers to be past a period of a year
        var manager = web.Registry.As(TestRegistry.Caller(Role.RegistryManager)) with { At = new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero) };
        var person = await FirstAsync<Domain.Students.Person>(p => p.Id, p => true);
        await web.Registry.Get<RetentionService>().PlaceLegalHoldAsync(person, manager);
        await web.Registry.Get<RetentionService>().PublishPeriodAsync(new PublishPeriod(RecordClass.Messages, 1, "What they brought stands in the record"), manager);
        await web.Registry.Get<SubjectAccessService>().RecordAsync(person, "SAR-1", web.Registry.Clock.Today, manager);
        var run = (await web.Registry.Get<RetentionService>().PrepareAsync(manager)).Value;
        foreach (var part in (string[])["", "/hold", "/request"])
        {
            addresses["/students/{Id:long}/retention" + part] = $"/students/{person}/retention{part}";
        }

        addresses["/students/{Id:long}/retention/holds/{HoldId:long}/lift"] = $"/students/{person}/retention/holds/{await FirstAsync<LegalHold>(h => h.Id, h => h.LiftedOn == null)}/lift";
        addresses["/retention/periods/{Class}"] = "/retention/periods/Contact";
        addresses["/retention/runs/{Id:long}"] = $"/retention/runs/{run}";
        addresses["/retention/runs/{Id:long}/{Step}"] = $"/retention/runs/{run}/approve";
    }
}
