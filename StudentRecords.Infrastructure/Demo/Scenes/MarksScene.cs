using System.Globalization;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Demo.People;
using StudentRecords.Infrastructure.Demo.Studies;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>The newest year's open Computer Science modules: their marks come from the learning environment, corrections after them.</summary>
internal sealed class MarksScene(DemoPost post) : IDemoScene
{
    public string Name => "Marks from the learning environment";

    public int Length => 6;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        var programme = PlannedCatalogue.Programmes.First(p => p.Code == TrafficPlan.Programme);
        var studies = programme.EntryYears().SelectMany(entry => Enumerable.Range(1, play.Preset.Of(programme.Intake)).Select(i => StudentPlanner.Plan(programme.Code, entry, i)))
            .SelectMany(s => new StudyPlanner(programme, s).Plan().Years.SelectMany(y => y.Studies).Where(TrafficPlan.BringsMarks).Select(study => (Student: s, Study: study)))
            .ToList();
        foreach (var module in studies.GroupBy(s => s.Study.Occurrence).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var marks = module.SelectMany(s => s.Study.Marks.Where(m => m.EnteredOn <= DemoYears.StoryEnds).Select(m => (s.Student, Mark: m))).ToList();
            await post.SendAsync("F016", "VLE", $"{module.Key}.ndjson", marks.Where(m => m.Mark.Version == 1).Select(m => Letter("AssessmentMarkSubmitted", m.Student, m.Mark)), ct);
            await post.SendAsync("F016", "VLE", $"{module.Key}-corrections.ndjson", marks.Where(m => m.Mark.Version > 1).Select(m => Letter("MarkCorrected", m.Student, m.Mark)), ct);
        }
    }

    private static DemoLetter Letter(string type, PlannedStudent student, PlannedMark mark)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{mark.Component.Key}/{student.Key}/{mark.Attempt}");
        return new(type, $"vle-{key}-v{mark.Version}", key, new AssessmentMark
        {
            Student = new PersonRef("CRM", student.Key), Assessment = mark.Component.Key, Attempt = mark.Attempt, Score = mark.Score, SubmittedOn = mark.SubmittedOn, Banked = mark.IsBanked,
        }, mark.Version);
    }
}
