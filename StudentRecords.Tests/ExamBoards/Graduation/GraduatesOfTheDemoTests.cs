using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.ExamBoards.Graduation;
using StudentRecords.Domain.Hesa.Derivation;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Infrastructure.Hesa.Derivation;
using StudentRecords.Tests.Demo;

namespace StudentRecords.Tests.ExamBoards.Graduation;

/// <summary>The demo institution's award boards and ceremonies, and what its return says of the awards (F047).</summary>
[Collection(DemoCollection.Name)]
public sealed class GraduatesOfTheDemoTests(DemoInstitution demo)
{
    [Fact]
    public async Task AwardBoards_SuggestClasses_OneIsRatifiedWithAPrize_AndOneLiesBeforeTheExaminer()
    {
        var frozen = await demo.Registry.ReadAsync(db => db.Set<AwardCandidate>().Where(c => db.Set<ExamBoard>().Any(b => b.Id == c.BoardId && b.Stage == BoardStage.Frozen)).ToListAsync());
        Assert.Contains(frozen, c => c is { SuggestedCode: AwardCode.Award, SuggestedClass: not null, Figure: not null });
        Assert.True(await demo.CountAsync<AwardDecision>(d => d.Code == AwardCode.Award && d.Class != null) > 0);
        Assert.Equal(1, await demo.CountAsync<AwardPrize>());
    }

    [Fact]
    public async Task Ceremonies_AreConferredAndOpen_AndTheArchiveHasAnswered()
    {
        Assert.Equal([CeremonyState.Open, CeremonyState.Conferred], (await demo.Registry.ReadAsync(db => db.Set<Ceremony>().ToListAsync())).Select(c => c.State).Order());
        Assert.True(await demo.CountAsync<Conferment>() > 0);
        Assert.True(await demo.CountAsync<FiledDocument>(d => d.State == FilingState.Archived) > 0);
        Assert.True(await demo.CountAsync<FiledDocument>(d => d.State == FilingState.Filed) > 0);
    }

    [Fact]
    public async Task Return_SaysTheResultOfEachAward_AsTheBoardRatifiedIt()
    {
        var collection = CollectionDefinitions.Load()["22056"];
        var institution = new InstitutionProfile();
        var decided = await demo.Registry.ReadAsync(db => db.Set<AwardDecision>().AsNoTracking().Where(d => d.Code == AwardCode.Award && d.AcademicYear == "2022/23").ToListAsync());
        Assert.Contains(decided, d => d.ResultCode is "0009" or "0010" or "0011");

        var facts = await demo.Registry.ReadAsync(async db =>
        {
            var catalogue = new CatalogueReader(db, collection, new CatalogueDerivation(collection, institution), institution);
            await catalogue.BeforeStudentsAsync(default);
            return await new StudentReader(collection, catalogue).ReadAsync(db, [.. decided.Select(d => d.PersonId)], default);
        });

        Assert.All(decided, d => Assert.Equal(d.ResultCode, facts.SelectMany(f => f.Engagements).Single(e => e.Engagement.Id == d.EngagementId).AwardResult));
        var entities = facts.SelectMany(f => new StudentDerivation(collection, institution).Derive(f)).Where(e => e.Entity.Name == "QualificationAwarded").ToList();
        Assert.NotEmpty(entities);
        Assert.DoesNotContain(entities, e => e.Fields["QUALAWARDRESULT"] == "9999");
    }
}
