using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Examiners;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Tests.ExamBoards;
using StudentRecords.Tests.House;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Browser;

/// <summary>The external examiner at the desk: a sample drawn, its copies given by the secretary, a comment sent.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ExaminerJourneyTests(BrowserFixture browser)
{
    [FactInBrowser]
    public async Task Examiner_DrawsASample_IsGivenTheWork_AndComments()
    {
        var registry = browser.Web.Registry;
        var scene = await BoardScene.OpenAsync(registry, "SMP-2023A", [70, 80], [55, 60], [30, 30]);
        var name = WebRegistry.UserName(Role.ExternalExaminer);
        var seat = await registry.ReadAsync(db => db.Users.Where(u => u.UserName == name).Select(u => new Appointment(u.Id, u.DisplayName, MemberRole.External, null)).SingleAsync());
        Assert.Empty((await registry.Get<BoardService>().AppointAsync(new AppointMembers { BoardId = scene.BoardId, Members = [seat] }, registry.As(scene.Secretary))).Refusals);
        Assert.Empty((await scene.FreezeAsync()).Refusals);

        await using var examiner = await browser.OpenAsync(Role.ExternalExaminer, $"/examiner/boards/{scene.BoardId}/sample");
        await examiner.Page.ClickAsync("text=Draw >> nth=-1");
        await examiner.Page.WaitForSelectorAsync("text=3 pieces of work added");
        await using (var secretary = await browser.OpenAsync(Role.ExamBoardSecretary, $"/boards/{scene.BoardId}/sample"))
        {
            await secretary.Page.Locator(".link-form input").First.FillAsync("http://scripts.example/1");
            await secretary.Page.Locator(".link-form button").First.ClickAsync();
            await secretary.Page.WaitForSelectorAsync("text=begins with https://");
            await secretary.Page.Locator(".link-form input").First.FillAsync("https://scripts.example/1");
            await secretary.Page.Locator(".link-form button").First.ClickAsync();
            await secretary.Page.WaitForSelectorAsync("text=2 without a link");
            Offenders.None(secretary.Complaints);
        }

        await examiner.GoToAsync($"/examiner/boards/{scene.BoardId}/sample");
        await examiner.Page.WaitForSelectorAsync("text=Open the work");
        await examiner.Page.FillAsync("#Text", "Feedback is a model of its kind");
        await examiner.Page.ClickAsync("text=Send the comment");
        await examiner.Page.WaitForSelectorAsync("p.lines >> text=Feedback is a model of its kind");
        Offenders.None(await examiner.AccessibilityFaultsAsync());
        Offenders.None(examiner.Complaints);
        Assert.Equal(3, await registry.ReadAsync(db => db.Set<SampledWork>().CountAsync(w => w.BoardId == scene.BoardId)));
    }
}
