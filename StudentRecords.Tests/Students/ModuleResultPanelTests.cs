using Bunit;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Tests.Support;
using StudentRecords.Web.Components.Pages.Students.Results;

namespace StudentRecords.Tests.Students;

public sealed class ModuleResultPanelTests : BunitContext
{
    private static readonly ToldTrace Worked = new("STANDARD", 2, [new TraceStep("Module: weighted mean", "(60×50 + 70×50) / 100 = 65")]);

    [Fact]
    public void ARatifiedResult_IsLockedAndShowsTheBoardsFigureAndItsTrace()
    {
        var panel = Show(Registration() with
        {
            Result = new ResultView(99m, "First", true, "changed later", 0, [], null, DateTimeOffset.UnixEpoch),
            Decision = new DecisionView(7, BoardOutcome.Passed, "Upper second", 65m, false, "Grade band Upper second from 60", null, [], Worked, "charles.chair", DateTimeOffset.UnixEpoch),
        });

        Assert.Contains("LOCKED", panel.Find(".result-state").TextContent, StringComparison.Ordinal);
        Assert.Equal("65", panel.Find(".result-mark").TextContent);
        Assert.Contains("(60×50 + 70×50) / 100 = 65", panel.Find(".trace").TextContent, StringComparison.Ordinal);
        Assert.Equal("/boards/7", panel.Find(".facts a[href^='/boards']").GetAttribute("href"));
    }

    [Fact]
    public void AnImportedOutcome_ShowsNoMark()
    {
        var panel = Show(Registration() with { Decision = new DecisionView(7, BoardOutcome.Passed, "Distinction", null, true, "Imported", null, [], null, "REPLAY", DateTimeOffset.UnixEpoch) });

        Assert.Equal("Distinction", panel.Find(".result-mark").TextContent);
        Assert.Contains("imported", panel.Find(".facts").TextContent, StringComparison.Ordinal);
        Assert.Empty(panel.FindAll(".trace"));
    }

    [Fact]
    public void AProvisionalResult_SaysHowManyMarksAreMissingAndShowsEarlierVersions()
    {
        var panel = Show(Registration() with
        {
            Result = new ResultView(null, null, null, "1 mark missing", 1, [], Worked, DateTimeOffset.UnixEpoch),
            Components = [new ComponentMarks("A/1", "Essay", ComponentKind.Coursework, 50m, null, [Mark(2, 62m, true), Mark(1, 40m, false)]), new ComponentMarks("A/2", "Exam", ComponentKind.Examination, 50m, null, [])],
        });

        Assert.Contains("1 mark missing", panel.Find(".result-state").TextContent, StringComparison.Ordinal);
        var rows = panel.FindAll("table tbody tr");
        Assert.Contains("62", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("attempt 1 v1: 40", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("—", rows[1].TextContent, StringComparison.Ordinal);
    }

    private static MarkView Mark(int version, decimal score, bool current) => new(1, 1, 1, version, score, null, false, "VLE", current);

    private static RegistrationView Registration() => new()
    {
        Id = 1, SessionYear = "2023/24", Numhus = "1", OccurrenceId = 1, OccurrenceKey = "AAA-2023A", AcademicYear = "2023/24", Period = "Autumn", ModuleId = 1, ModuleCode = "AAA", ModuleTitle = "Module AAA",
        Credits = 30m, Level = 4, Status = RegistrationStatus.Registered, RegisteredOn = null, WithdrawnOn = null, Attempt = 1,
    };

    private IRenderedComponent<ModuleResultPanel> Show(RegistrationView registration) =>
        Render<ModuleResultPanel>(p => p.Add(m => m.Registration, registration).AddCascadingValue(TestRegistry.Caller(Role.RegistryOfficer)));
}
