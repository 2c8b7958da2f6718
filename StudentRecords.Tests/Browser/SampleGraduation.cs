using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.ExamBoards.Graduation;

namespace StudentRecords.Tests.Browser;

// The addresses of graduation, in the same sample record.
public sealed partial class SampleRecord
{
    private async Task GraduationAsync()
    {
        await using var db = web.Registry.CreateDbContext();
        var listed = await db.Set<Graduand>().Where(g => g.LeftAt == null && db.Set<Ceremony>().Any(c => c.Id == g.CeremonyId && c.ConferredOn == null)).OrderBy(g => g.Id).Select(g => new { g.Id, g.CeremonyId }).FirstAsync();
        foreach (var act in (string[])["", "/confer", "/call-off"])
        {
            addresses["/graduation/ceremonies/{Id:long}" + act] = $"/graduation/ceremonies/{listed.CeremonyId}{act}";
        }

        addresses["/graduation/ceremonies/{Id:long}/off/{GraduandId:long}"] = $"/graduation/ceremonies/{listed.CeremonyId}/off/{listed.Id}";
        addresses["/graduation/conferments/{Id:long}"] = $"/graduation/conferments/{await FirstAsync<Conferment>(c => c.Id, c => c.Act == ConfermentAct.Conferred)}";
    }
}
