using StudentRecords.Domain;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;

namespace StudentRecords.Tests.Enrolment;

/// <summary>The table of legal transitions, each status with each step.</summary>
public sealed class StatusTableTests
{
    private static readonly DateTimeOffset Now = new(2024, 6, 3, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Start = new(2023, 10, 2);

    public static TheoryData<EngagementStatus, EnrolmentStep, EngagementStatus?> EveryPair()
    {
        (EngagementStatus From, EnrolmentStep Step, EngagementStatus To)[] legal =
        [
            (EngagementStatus.Expected, EnrolmentStep.Confirm, EngagementStatus.Enrolled), (EngagementStatus.Expected, EnrolmentStep.Defer, EngagementStatus.Deferred),
            (EngagementStatus.Expected, EnrolmentStep.NoShow, EngagementStatus.NoShow), (EngagementStatus.Expected, EnrolmentStep.Transfer, EngagementStatus.Expected),
            (EngagementStatus.Expected, EnrolmentStep.RecordDeath, EngagementStatus.Deceased), (EngagementStatus.Deferred, EnrolmentStep.TakeUp, EngagementStatus.Expected),
            (EngagementStatus.Deferred, EnrolmentStep.NoShow, EngagementStatus.NoShow), (EngagementStatus.Deferred, EnrolmentStep.RecordDeath, EngagementStatus.Deceased),
            (EngagementStatus.Enrolled, EnrolmentStep.Interrupt, EngagementStatus.Interrupted), (EngagementStatus.Enrolled, EnrolmentStep.Transfer, EngagementStatus.Enrolled),
            (EngagementStatus.Enrolled, EnrolmentStep.Withdraw, EngagementStatus.Withdrawn), (EngagementStatus.Enrolled, EnrolmentStep.Complete, EngagementStatus.Completed),
            (EngagementStatus.Enrolled, EnrolmentStep.RecordDeath, EngagementStatus.Deceased), (EngagementStatus.Interrupted, EnrolmentStep.Return, EngagementStatus.Enrolled),
            (EngagementStatus.Interrupted, EnrolmentStep.Withdraw, EngagementStatus.Withdrawn), (EngagementStatus.Interrupted, EnrolmentStep.RecordDeath, EngagementStatus.Deceased),
        ];
        var data = new TheoryData<EngagementStatus, EnrolmentStep, EngagementStatus?>();
        foreach (var from in Enum.GetValues<EngagementStatus>().Where(s => s != EngagementStatus.Transferred))
        {
            foreach (var step in Enum.GetValues<EnrolmentStep>())
            {
                var line = legal.Where(l => l.From == from && l.Step == step).ToList();
                data.Add(from, step, line.Count == 0 ? null : line[0].To);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void EachStep_LeadsWhereTheTableSaysOrIsRefusedWithWhatIsAllowed(EngagementStatus from, EnrolmentStep step, EngagementStatus? to)
    {
        var engagement = In(from);
        var before = engagement.Statuses.Count;

        var outcome = Take(engagement, step);

        if (to is { } expected)
        {
            Assert.Empty(outcome.Refusals);
            Assert.Equal((expected, before + 1, step), (engagement.Status, engagement.Statuses.Count, engagement.Current.Step!.Value));
        }
        else
        {
            var refusal = Assert.Single(outcome.Refusals, r => r.Code == "STEP_NOT_ALLOWED");
            Assert.Contains(StatusTable.Word(from), refusal.Sentence, StringComparison.Ordinal);
            Assert.All(StatusTable.From(from), allowed => Assert.Contains(StatusTable.Words(allowed), refusal.Sentence, StringComparison.Ordinal));
            Assert.Equal((from, before), (engagement.Status, engagement.Statuses.Count));
        }
    }

    [Fact]
    public void AnEnding_LeavesNothingMoreToDo() =>
        Assert.All([EngagementStatus.Withdrawn, EngagementStatus.NoShow, EngagementStatus.Deceased, EngagementStatus.Completed, EngagementStatus.Transferred], ended => Assert.Empty(StatusTable.From(ended)));

    [Fact]
    public void EveryStep_IsTakenFromSomewhere() =>
        Assert.All(Enum.GetValues<EnrolmentStep>(), step => Assert.Contains(StatusTable.All, t => t.Step == step));

    private static Outcome Take(Engagement engagement, EnrolmentStep step) => step switch
    {
        EnrolmentStep.Confirm => engagement.Confirm(true, [], Start, Now),
        EnrolmentStep.Withdraw => engagement.Withdraw(Start.AddDays(20), "11", "Left", Now),
        EnrolmentStep.Interrupt => engagement.Interrupt(Start.AddDays(20), "Ill", Now),
        EnrolmentStep.Return => engagement.Return(Start.AddDays(40), "Well", Now),
        EnrolmentStep.Transfer => engagement.Transfer(new TransferTo(null, "31", null), Start.AddDays(20), "Works now", Now),
        EnrolmentStep.NoShow => engagement.NoShow(Start.AddDays(20), "Never came", Now),
        EnrolmentStep.Defer => engagement.Defer(Start.AddYears(1), Start, "Later", Now),
        EnrolmentStep.TakeUp => engagement.TakeUp(Start.AddDays(40), "Comes", Now),
        EnrolmentStep.RecordDeath => engagement.RecordDeath(Start.AddDays(20), "Told by the family", Now),
        _ => engagement.Complete(Start.AddDays(200), Now),
    };

    private static Engagement In(EngagementStatus status)
    {
        var programme = new Programme("BSC", "SCI");
        programme.Publish(new ProgrammeVersion { CatalogueVersion = 1, FromYear = "2023/24", Title = "T", Award = "A", QualificationCategory = "H0001", HecosCode = "100366", Credits = 360, NormalYears = 3m });
        var engagement = new Engagement(new Person(StudentNumber.Mint(1), new PersonName("F", "G"), null), programme, programme.Newest!, "1", Start, Start.AddYears(3), "01", Now);
        foreach (var step in Way(status))
        {
            Assert.Empty(Take(engagement, step).Refusals);
        }

        return engagement;
    }

    private static EnrolmentStep[] Way(EngagementStatus status) => status switch
    {
        EngagementStatus.Expected => [],
        EngagementStatus.Enrolled => [EnrolmentStep.Confirm],
        EngagementStatus.Interrupted => [EnrolmentStep.Confirm, EnrolmentStep.Interrupt],
        EngagementStatus.Withdrawn => [EnrolmentStep.Confirm, EnrolmentStep.Withdraw],
        EngagementStatus.NoShow => [EnrolmentStep.NoShow],
        EngagementStatus.Deceased => [EnrolmentStep.RecordDeath],
        EngagementStatus.Completed => [EnrolmentStep.Confirm, EnrolmentStep.Complete],
        _ => [EnrolmentStep.Defer],
    };
}
