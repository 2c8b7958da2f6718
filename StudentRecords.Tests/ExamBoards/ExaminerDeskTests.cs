using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards;

/// <summary>The external examiner over HTTP: their own boards and no other, numbers and no names.</summary>
[Collection(WebCollection.Name)]
public sealed partial class ExaminerDeskTests(WebRegistry web)
{
    private static readonly string[] Under = ["", "/candidates", "/statistics", "/candidates/C0000001", "/candidates.csv", "/packs/1.pdf"];

    [Fact]
    public async Task OwnBoard_IsOpened()
    {
        var scene = await FrozenAsync("EXA-2023A", isEdiths: true);
        using var examiner = await web.SignedInAsync(Role.ExternalExaminer);
        foreach (var rest in Under)
        {
            using var answer = await examiner.GetAsync($"/examiner/boards/{scene.BoardId}{rest}");
            Assert.Equal((rest, HttpStatusCode.OK), (rest, answer.StatusCode));
        }
    }

    [Fact]
    public async Task AnotherBoard_AndNoBoardAtAll_AreAnsweredAlike()
    {
        var other = await FrozenAsync("EXB-2023A", isEdiths: false);
        using var examiner = await web.SignedInAsync(Role.ExternalExaminer);
        foreach (var rest in Under)
        {
            Assert.Equal(await AnswerAsync(examiner, $"/examiner/boards/1{rest}"), await AnswerAsync(examiner, $"/examiner/boards/{other.BoardId}{rest}"));
        }

        var (status, page) = await AnswerAsync(examiner, $"/examiner/boards/{other.BoardId}");
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.DoesNotContain("EXB", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StaffPagesOfTheSameBoard_AreClosed()
    {
        var own = await FrozenAsync("EXC-2023A", isEdiths: true);
        using var examiner = await web.SignedInAsync(Role.ExternalExaminer);
        foreach (var address in (string[])[$"/boards/{own.BoardId}", $"/boards/{own.BoardId}/candidates.csv", $"/boards/{own.BoardId}/packs/1.pdf", "/boards.csv"])
        {
            using var answer = await examiner.GetAsync(address);
            Assert.Equal((address, HttpStatusCode.Forbidden), (address, answer.StatusCode));
        }
    }

    [Fact]
    public async Task Files_NameNobody_NotEvenAfterRatification()
    {
        var scene = await FrozenAsync("EXD-2023A", isEdiths: true);
        Assert.Empty((await scene.ConfirmAsync()).Refusals);
        Assert.Empty((await scene.ConfirmAsync(by: await EdithAsync())).Refusals);
        await scene.SitAsync();
        Assert.Empty((await web.Registry.Get<DecisionService>().AcceptSuggestionsAsync(scene.BoardId, null, web.Registry.As(scene.Secretary))).Refusals);
        Assert.Empty((await scene.RatifyAsync()).Refusals);
        using var examiner = await web.SignedInAsync(Role.ExternalExaminer);

        using var csv = await examiner.GetAsync($"/examiner/boards/{scene.BoardId}/candidates.csv?cols=name.student");
        using var pdf = await examiner.GetAsync($"/examiner/boards/{scene.BoardId}/packs/1.pdf");

        var file = await csv.Content.ReadAsStringAsync();
        Assert.Contains((await scene.CandidateAsync(0)).CandidateNumber, file, StringComparison.Ordinal);
        var told = string.Join('\n', file, csv.Content.Headers, pdf.Content.Headers);
        var persons = scene.Registrations.Select(r => r.PersonId).ToList();
        foreach (var person in await web.Registry.ReadAsync(db => db.Set<Person>().Where(p => persons.Contains(p.Id)).ToListAsync()))
        {
            Assert.DoesNotContain(person.FamilyName, told, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(person.StudentNumber, told, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal("Board pack EXD-2023A version 1.pdf", pdf.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
    }

    private async Task<BoardScene> FrozenAsync(string key, bool isEdiths)
    {
        var scene = await BoardScene.OpenAsync(web.Registry, key, [70, 80], [55, 60]);
        if (isEdiths)
        {
            Assert.Empty((await web.Registry.Get<BoardService>().AppointAsync(
                new AppointMembers { BoardId = scene.BoardId, Members = [new Appointment((await EdithAsync()).UserId!.Value, "Edith Evans", MemberRole.External)] }, web.Registry.As(scene.Secretary))).Refusals);
        }

        Assert.Empty((await scene.FreezeAsync()).Refusals);
        return scene;
    }

    private async Task<Caller> EdithAsync()
    {
        // the demo's people are there once the application has started
        _ = web.Server;
        var name = WebRegistry.UserName(Role.ExternalExaminer);
        var id = await web.Registry.ReadAsync(db => db.Users.Where(u => u.UserName == name).Select(u => u.Id).SingleAsync());
        return new Caller(name, id, [new RoleGrant(Role.ExternalExaminer, Scope.Everything)]);
    }

    /// <summary>Status and text, without what differs in every answer of a page.</summary>
    private static async Task<(HttpStatusCode, string)> AnswerAsync(HttpClient visitor, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Accept", "text/html");
        using var answer = await visitor.SendAsync(request);
        return (answer.StatusCode, EachTimeAnother().Replace(await answer.Content.ReadAsStringAsync(), ""));
    }

    [GeneratedRegex("value=\"[^\"]*\"|<!--Blazor.*?-->")]
    private static partial Regex EachTimeAnother();
}
