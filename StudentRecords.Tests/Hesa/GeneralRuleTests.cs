using StudentRecords.Domain.Hesa.Compare;
using StudentRecords.Tests.Hesa.Reference;
using static StudentRecords.Tests.Hesa.CompareStory;

namespace StudentRecords.Tests.Hesa;

/// <summary>What the article says of whole entities beside its numbered steps: all fields at once, rows of what has vanished, silence.</summary>
public sealed class GeneralRuleTests
{
    private static readonly string[] WithOwnRules = ["SessionStatus", "CourseInitiative"];

    public static TheoryData<string> General => [.. ArticleTables.Tree.Select(t => t.Entity).Except(WithOwnRules)];

    public static TheoryData<string> WithFields => [.. ArticleTables.Tree.Select(t => t.Entity).Except(WithOwnRules).Where(e => PlainField(e) is not null)];

    public static TheoryData<string> Deleted => [.. ArticleTables.Delete.Keys];

    public static TheoryData<string> Silent => [.. ArticleTables.Tree.Select(t => t.Entity).Where(e => !ArticleTables.Delete.ContainsKey(e) && ArticleTables.Closing(e) is null)];

    [Theory]
    [MemberData(nameof(General))]
    public void Entity_ThatWasNeverSubmitted_IsNewWithAllItsFields(string entity)
    {
        var verdict = Only(entity, [Filled(entity)], ParentsOf(entity));
        Assert.Equal(EntityStatus.New, verdict.Status);
        Assert.All(verdict.Fields, f => Assert.Equal(FieldStatus.New, f.Status));
    }

    [Theory]
    [MemberData(nameof(General))]
    public void Entity_ThatIsAsItWas_IsUnchangedWithAllItsFields(string entity)
    {
        var verdict = Only(entity, [Filled(entity)], [Filled(entity)]);
        Assert.Equal(EntityStatus.Unchanged, verdict.Status);
        Assert.All(verdict.Fields, f => Assert.Equal(FieldStatus.Unchanged, f.Status));
    }

    [Theory]
    [MemberData(nameof(WithFields))]
    public void Field_ThatIsAbsentNow_IsAmendedWithAnEmptyValue(string entity)
    {
        var field = PlainField(entity)!;
        var verdict = Only(entity, [One(entity, (field, null))], [One(entity, (field, "03"))]);
        Assert.Equal((EntityStatus.Amended, FieldStatus.Amended), (verdict.Status, verdict.StatusOf(field)));
        Assert.Equal(("", "03"), verdict.Fields.Where(f => f.Field.Name == field).Select(f => (f.Reported, f.Previous!)).Single());
    }

    [Theory]
    [MemberData(nameof(Deleted))]
    public void Entity_ThatHasVanished_IsDeletedWithTheFieldRowsNamedForIt(string entity)
    {
        var verdict = Only(entity, ParentsOf(entity), [Filled(entity)]);
        Assert.Equal(EntityStatus.Delete, verdict.Status);
        Assert.Equal(ArticleTables.Delete[entity].Order(), verdict.Fields.Select(f => f.Field.Name).Order());
        Assert.All(verdict.Fields, f => Assert.Equal((FieldStatus.Delete, entity is "ModuleCostCentre" or "ModuleDeliveryRole" ? 99 : null), (f.Status, f.Step)));
    }

    [Theory]
    [MemberData(nameof(Deleted))]
    public void Entity_WhoseLastStatusWasDelete_IsNewWhenItComesBackAndSilentWhileItDoesNot(string entity)
    {
        var before = Filled(entity) with { IsDeleted = true };
        var verdict = Only(entity, [Filled(entity)], [before]);
        Assert.Equal(EntityStatus.New, verdict.Status);
        Assert.All(verdict.Fields, f => Assert.Equal(FieldStatus.New, f.Status));
        Assert.DoesNotContain(Compare(ParentsOf(entity), [before]), v => v.Entity.Name == entity);
    }

    [Theory]
    [MemberData(nameof(Silent))]
    public void Entity_OfTheOtherClass_VanishesInSilence(string entity) =>
        Assert.DoesNotContain(Compare(ParentsOf(entity), [Filled(entity)]), v => v.Entity.Name == entity);

    [Fact]
    public void Parent_OfAChildInError_StaysUnchanged() =>
        Assert.Equal(EntityStatus.Unchanged, Only("Module", [One("ModuleSubject", ("MODPROPORTION", "NULL ERROR"))], [Filled("ModuleSubject")]).Status);

    private static PlainEntity Filled(string entity) => PlainField(entity) is { } field && field != "SCSSTARTDATE"
        ? One(entity, [.. ArticleTables.Others[entity].Where(f => !f.Contains("VALID")).Select(f => (f, (string?)(f == "SCSSTARTDATE" ? "2024-09-01" : "01")))])
        : One(entity);
}
