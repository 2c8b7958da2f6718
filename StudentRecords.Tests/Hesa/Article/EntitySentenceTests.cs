using StudentRecords.Domain.Hesa.Compare;
using StudentRecords.Tests.Hesa.Reference;
using static StudentRecords.Tests.Hesa.CompareStory;

namespace StudentRecords.Tests.Hesa.Article;

/// <summary>Every sentence under "Entities", for every entity; and that the sentences hold in the order in which they stand.</summary>
public sealed class EntitySentenceTests
{
    public static TheoryData<string, EntitySentence> All
    {
        get
        {
            var all = new TheoryData<string, EntitySentence>();
            foreach (var (entity, sentence) in ArticleSentences.OfEntities().Where(s => s.Sentence != EntitySentence.ChildToldIsIdentify))
            {
                all.Add(entity, sentence);
            }

            return all;
        }
    }

    /// <summary>Parent, child and what may be said of the child; EntryProfile too, which is the parent in the file of what the article has under Engagement.</summary>
    public static TheoryData<string, string, EntityStatus> Children
    {
        get
        {
            var all = new TheoryData<string, string, EntityStatus>();
            foreach (var (child, parent, _) in ArticleTables.Tree.Where(t => t.Parent is not null))
            {
                foreach (var status in Possible(child))
                {
                    all.Add(parent!, child, status);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Entity_FollowsTheSentence(string entity, EntitySentence sentence)
    {
        var keys = ArticleTables.Tree.Single(t => t.Entity == entity).Keys;
        var field = PlainField(entity) ?? (entity.StartsWith("Cu", StringComparison.Ordinal) ? "CURACCVALIDTO" : null);
        switch (sentence)
        {
            case EntitySentence.FieldInErrorIsError:
                var wrong = One(entity, (field ?? keys[0], "NULL ERROR"));
                Assert.Equal(EntityStatus.Error, Only(entity, [wrong], ParentsOf(entity)).Status);
                Assert.Equal(EntityStatus.Error, Only(entity, [wrong], field is null ? [] : [One(entity)]).Status);
                break;
            case EntitySentence.NotSubmittedIsNew:
                Assert.Equal(EntityStatus.New, Only(entity, [One(entity)], ParentsOf(entity)).Status);
                break;
            case EntitySentence.DeletedLastIsNew:
                Assert.Equal(EntityStatus.New, Only(entity, [One(entity)], [One(entity) with { IsDeleted = true }]).Status);
                break;
            case EntitySentence.FieldNewOrAmendedIsAmended when field is not null:
                Assert.Equal(EntityStatus.Amended, Only(entity, [One(entity, (field, "2025-02-01"))], [One(entity, (field, null))]).Status);
                Assert.Equal(EntityStatus.Amended, Only(entity, [One(entity, (field, "2025-02-01"))], [One(entity, (field, "2025-03-01"))]).Status);
                break;
            case EntitySentence.FieldNewOrAmendedIsAmended:
                // of keys alone: no field of a reported one can be new or amended, as the article notes for EntryQualificationSubject
                Assert.Equal(keys.Order(), Collection[entity].Fields.Select(f => f.Name).Order());
                break;
            case EntitySentence.OtherwiseIsUnchanged:
                var verdict = Only(entity, [One(entity)], [One(entity)]);
                Assert.Equal(EntityStatus.Unchanged, verdict.Status);
                Assert.All(verdict.Fields, f => Assert.Equal(FieldStatus.Unchanged, f.Status));
                break;
            default:
                Assert.Equal(ArticleTables.Closing(entity) is null ? EntityStatus.Delete : EntityStatus.Amended, Only(entity, ParentsOf(entity), [One(entity)]).Status);
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Children))]
    public void Parent_OfAChildWithThisStatus_IsIdentifyAndSoAreAllAboveIt(string parent, string child, EntityStatus status)
    {
        var (now, before) = Case(child, status);
        var verdicts = Compare(now, before).ToLookup(v => v.Entity.Name, v => v.Status);
        Assert.Equal(status, Assert.Single(verdicts[child]));
        for (var above = parent; above is not null; above = ArticleTables.Tree.Single(t => t.Entity == above).Parent)
        {
            Assert.Equal(EntityStatus.Identify, Assert.Single(verdicts[above]));
        }
    }

    /// <summary>A parent with a new child: what stands before "Identify" in its steps is asked first.</summary>
    [Theory]
    [InlineData("Course", "CourseRole")]
    [InlineData("Module", "ModuleSubject")]
    [InlineData("Qualification", "AwardingBodyRole")]
    [InlineData("StudentCourseSession", "ModuleInstance")]
    [InlineData("Engagement", "StudentCourseSession")]
    [InlineData("EntryQualificationAward", "EntryQualificationSubject")]
    [InlineData("EntryProfile", "EntryQualificationAward")]
    [InlineData("QualificationAwarded", "QualificationAwardAccreditation")]
    [InlineData("Student", "Disability")]
    public void Steps_OfAParent_AreAskedInTheirOrder(string parent, string child)
    {
        var field = PlainField(parent)!;
        PlainEntity Under(string? value) => One(child) with { Parent = One(parent, (field, value)) };
        Assert.Equal(EntityStatus.Error, Only(parent, [Under("NULL ERROR")], [One(parent, (field, "02"))]).Status);
        Assert.Equal(EntityStatus.Error, Only(parent, [Under("NULL ERROR")], ParentsOf(parent)).Status);
        Assert.Equal(EntityStatus.New, Only(parent, [Under("02")], ParentsOf(parent)).Status);
        Assert.Equal(EntityStatus.Amended, Only(parent, [Under("02")], [One(parent, (field, "03"))]).Status);
        Assert.Equal(EntityStatus.Identify, Only(parent, [Under("02")], [One(parent, (field, "02"))]).Status);
    }

    [Fact]
    public void Sentences_UnderEntities_Are179() => Assert.Equal(179, ArticleSentences.Sections.Sum(s => s.Entities.Length));

    private static IEnumerable<EntityStatus> Possible(string child)
    {
        yield return EntityStatus.New;
        if (PlainField(child) is not null || ArticleTables.Closing(child) is not null)
        {
            yield return EntityStatus.Amended;
        }

        if (ArticleTables.Tree.Any(t => t.Parent == child))
        {
            yield return EntityStatus.Identify;
        }

        if (ArticleTables.Delete.ContainsKey(child))
        {
            yield return EntityStatus.Delete;
        }
    }

    private static (PlainEntity[] Now, PlainEntity[] Before) Case(string child, EntityStatus status)
    {
        switch (status)
        {
            case EntityStatus.New when child == "SessionStatus":
                return ([One(child, ("STATUSVALIDFROM", "2024-10-01"), ("STATUSCHANGEDTO", "02"))], ParentsOf(child));
            case EntityStatus.New:
                return ([One(child)], ParentsOf(child));
            case EntityStatus.Amended when ArticleTables.Closing(child) is not null:
                return (ParentsOf(child), [One(child)]);
            case EntityStatus.Amended:
                return ([One(child, (PlainField(child)!, "02"))], [One(child, (PlainField(child)!, "03"))]);
            case EntityStatus.Identify:
                var below = ArticleTables.Tree.First(t => t.Parent == child).Entity;
                return ([One(below)], ParentsOf(below));
            default:
                return (ParentsOf(child), [One(child)]);
        }
    }
}
