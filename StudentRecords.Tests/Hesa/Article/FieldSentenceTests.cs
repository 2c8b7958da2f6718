using StudentRecords.Domain.Hesa.Compare;
using StudentRecords.Tests.Hesa.Reference;
using static StudentRecords.Tests.Hesa.CompareStory;

namespace StudentRecords.Tests.Hesa.Article;

/// <summary>Every sentence under "Fields", for every field of every entity.</summary>
public sealed class FieldSentenceTests
{
    public static TheoryData<string, string, FieldSentence> All
    {
        get
        {
            var all = new TheoryData<string, string, FieldSentence>();
            foreach (var (entity, name, sentence) in ArticleSentences.OfFields())
            {
                all.Add(entity, name, sentence);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Field_OfThisEntity_FollowsTheSentence(string entity, string field, FieldSentence sentence)
    {
        var (now, before, expected) = Case(entity, field, sentence);
        var verdict = Only(entity, [now], before);
        Assert.Equal(expected, verdict.StatusOf(field));
    }

    [Fact]
    public void Sentences_UnderFields_Are155() => Assert.Equal(155, ArticleSentences.Sections.Sum(s => s.Fields.Length));

    private static (PlainEntity Now, PlainEntity[] Before, FieldStatus Expected) Case(string entity, string field, FieldSentence sentence)
    {
        var isKey = ArticleTables.Tree.Single(t => t.Entity == entity).Keys.Contains(field);
        var (now, other) = isKey ? (One(entity), One(entity)) : (One(entity, (field, "02")), One(entity, (field, "03")));
        // once the initiative was reported, nothing of it is new or amended: its entities' sentence goes over those of its fields
        var reported = entity == "CourseInitiative" ? FieldStatus.Unchanged : FieldStatus.New;
        return sentence switch
        {
            FieldSentence.NullErrorIsError => (One(entity, (field, "NULL ERROR")), isKey ? ParentsOf(entity) : [now], FieldStatus.Error),
            FieldSentence.NotSubmittedIsNew when isKey => (now, ParentsOf(entity), FieldStatus.New),
            FieldSentence.NotSubmittedIsNew => (now, [One(entity, (field, null))], reported),
            FieldSentence.DeletedLastIsNew => (now, [now with { IsDeleted = true }], FieldStatus.New),
            FieldSentence.DifferentIsAmended => (now, [other], entity == "CourseInitiative" ? FieldStatus.Unchanged : FieldStatus.Amended),
            FieldSentence.SameIsUnchanged => (now, [now], FieldStatus.Unchanged),
            _ => (One(entity, (field, "02"), ("QUALPROPORTION", "50")), [One(entity, (field, "02"), ("QUALPROPORTION", "100"))], FieldStatus.Amended),
        };
    }
}
