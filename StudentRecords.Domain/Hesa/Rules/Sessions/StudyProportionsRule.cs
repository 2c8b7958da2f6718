namespace StudentRecords.Domain.Hesa.Rules.Sessions;

/// <summary>Study locations that do not make 100.</summary>
public sealed class StudyProportionsRule : QualityRule
{
    public override string Code => "SR.StudentCourseSession.STUDYPROPORTION.001";

    public override string Entity => "StudentCourseSession";

    public override string Field => "SCSESSIONID";

    public override string Says => "The places of a session make 100 per cent.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Children("StudyLocation").Any();

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Children("StudyLocation").Sum(l => l.Number("STUDYPROPORTION") ?? 0) is var sum && sum != 100 ? $"The study locations make {sum:0.#} per cent." : null;
}
