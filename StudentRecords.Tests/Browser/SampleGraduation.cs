using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.ExamBoards.Graduation;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Tests.Browser;

// The addresses of award boards and graduation, in the same sample record.
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

    private async Task AwardBoardsAsync(RegistryDbContext db)
    {
        var sitting = await FirstAsync<ExamBoard>(b => b.Id, b => b.ProgrammeId != null && b.Stage == BoardStage.InSession);
        var frozen = await FirstAsync<ExamBoard>(b => b.Id, b => b.ProgrammeId != null && b.Stage == BoardStage.Frozen);
        foreach (var tab in (string[])["", "/ratify", "/room"])
        {
            addresses["/boards/{Id:long}/awards" + tab] = $"/boards/{sitting}/awards{tab}";
        }

        addresses["/boards/{Id:long}/awards/{Number}"] = await db.Set<AwardCandidate>().Where(c => c.BoardId == sitting).OrderBy(c => c.CandidateNumber).Select(c => $"/boards/{sitting}/awards/{c.CandidateNumber}").FirstAsync();
        addresses["/examiner/boards/{Id:long}/awards"] = $"/examiner/boards/{frozen}/awards";
        addresses["/examiner/boards/{Id:long}/awards/{Number}"] = await db.Set<AwardCandidate>().Where(c => c.BoardId == frozen).OrderBy(c => c.CandidateNumber).Select(c => $"/examiner/boards/{frozen}/awards/{c.CandidateNumber}").FirstAsync();
    }
}
