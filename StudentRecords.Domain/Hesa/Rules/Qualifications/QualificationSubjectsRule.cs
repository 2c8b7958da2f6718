namespace StudentRecords.Domain.Hesa.Rules.Qualifications;

/// <summary>Subjects of a qualification that do not make 100.</summary>
public sealed class QualificationSubjectsRule : QualityRule
{
    public override string Code => "SR.Qualification.QUALPROPORTION.001";

    public override string Entity => "Qualification";

    public override string Field => "QUALID";

    public override string Says => "The subjects of a qualification make 100 per cent.";

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Children("QualificationSubject").Sum(s => s.Number("QUALPROPORTION") ?? 0) is var sum && sum != 100 ? $"The subjects make {sum:0.#} per cent." : null;
}
