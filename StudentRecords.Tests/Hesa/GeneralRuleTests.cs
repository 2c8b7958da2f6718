using StudentRecords.Domain.Hesa.Compare;
using StudentRecords.Tests.Hesa.Reference;
using static StudentRecords.Tests.Hesa.CompareStory;

namespace StudentRecords.Tests.Hesa;

/// <summary>The steps that the article repeats for its entities, one test a sentence and entity.</summary>
public sealed class GeneralRuleTests
{
    private static readonly string[] WithOwnRules = ["SessionStatus", "CourseInitiative"];

    public static TheoryData<string> General => [.. ArticleTables.Tree.Select(t => t.Entity).Except(WithOwnRules)];

    public static TheoryData<string> WithFields => [.. ArticleTables.Tree.Select(t => t.Entity).Except(WithOwnRules).Where(e => PlainField(e) is not null)];

    public static TheoryData<string> Deleted => [.. ArticleTables.Delete.Keys];

    public static TheoryData<string> Silent => [.. ArticleTables.Tree.Select(t => t.Entity).Where(e => !ArticleTables.Delete.ContainsKey(e) && ArticleTables.Closing(e) is null)];

    public static TheoryData<string> Children => [.. ArticleTables.Tree.Where(t => t.Parent is not null).Select(t => t.Entity)];

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
    public void Field_ThatIsNullError_IsErrorAndSoIsItsEntity_BeforeAnythingElse(string entity)
    {
        var field = PlainField(entity)!;
        var now = One(entity, (field, "NULL ERROR"));
        foreach (var before in (PlainEntity[][])[ParentsOf(entity), [Filled(entity)]])
        {
            var verdict = Only(entity, [now], before);
            Assert.Equal((EntityStatus.Error, FieldStatus.Error), (verdict.Status, verdict.StatusOf(field)));
        }
    }

    [Theory]
    [MemberData(nameof(WithFields))]
    public void Field_ThatWasNeverSubmitted_IsNewAndItsEntityAmended(string entity)
    {
        var field = PlainField(entity)!;
        var verdict = Only(entity, [One(entity, (field, "02"))], [One(entity, (field, null))]);
        Assert.Equal((EntityStatus.Amended, FieldStatus.New), (verdict.Status, verdict.StatusOf(field)));
    }

    [Theory]
    [MemberData(nameof(WithFields))]
    public void Field_WhoseValueDiffers_IsAmendedAndSoIsItsEntity(string entity)
    {
        var field = PlainField(entity)!;
        var verdict = Only(entity, [One(entity, (field, "02"))], [One(entity, (field, "03"))]);
        Assert.Equal((EntityStatus.Amended, FieldStatus.Amended), (verdict.Status, verdict.StatusOf(field)));
        Assert.Equal(("02", "03"), verdict.Fields.Where(f => f.Field.Name == field).Select(f => (f.Reported, f.Previous!)).Single());
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

    [Theory]
    [MemberData(nameof(Children))]
    public void Parents_OfANewChild_AreIdentifyUpToTheTop(string child)
    {
        var now = child == "SessionStatus" ? One(child, ("STATUSVALIDFROM", "2024-10-01"), ("STATUSCHANGEDTO", "02")) : Filled(child);
        var verdicts = Compare([now], ParentsOf(child)).ToDictionary(v => v.Entity.Name, v => v.Status);
        Assert.Equal(EntityStatus.New, verdicts[child]);
        Assert.All(verdicts.Where(v => v.Key != child), v => Assert.Equal(EntityStatus.Identify, v.Value));
    }

    [Theory]
    [MemberData(nameof(Deleted))]
    public void Parent_OfADeletedChild_IsIdentify(string child)
    {
        var parent = ArticleTables.Tree.Single(t => t.Entity == child).Parent!;
        Assert.Equal(EntityStatus.Identify, Only(parent, ParentsOf(child), [Filled(child)]).Status);
    }

    [Fact]
    public void Parent_OfAChildInError_StaysUnchanged() =>
        Assert.Equal(EntityStatus.Unchanged, Only("Module", [One("ModuleSubject", ("MODPROPORTION", "NULL ERROR"))], [Filled("ModuleSubject")]).Status);

    [Fact]
    public void Parent_ThatIsAmendedItself_StaysAmendedAboveANewChild()
    {
        var module = One("Module", ("MTITLE", "02"));
        var now = One("ModuleSubject") with { Parent = module };
        Assert.Equal(EntityStatus.Amended, Only("Module", [now], [One("Module", ("MTITLE", "03"))]).Status);
    }

    private static PlainEntity Filled(string entity) => PlainField(entity) is { } field && field != "SCSSTARTDATE"
        ? One(entity, [.. ArticleTables.Others[entity].Where(f => !f.Contains("VALID")).Select(f => (f, (string?)(f == "SCSSTARTDATE" ? "2024-09-01" : "01")))])
        : One(entity);
}
