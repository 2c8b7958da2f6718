namespace StudentRecords.Domain.Hesa.Rules.Modules;

/// <summary>A subject that is no HECoS code.</summary>
public sealed class HecosKnownFormRule : QualityRule
{
    public override string Code => "SR.ModuleSubject.MODSBJ.001";

    public override string Entity => "ModuleSubject";

    public override string Field => "MODSBJ";

    public override string Says => "A subject is a HECoS code of six digits.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Has("MODSBJ");

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity["MODSBJ"] is { Length: 6 } code && code.All(char.IsAsciiDigit) && code[0] == '1' ? null : $"{entity["MODSBJ"]} is not a HECoS code.";
}
