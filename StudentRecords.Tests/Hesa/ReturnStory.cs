using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Infrastructure.Hesa.Rules;
using StudentRecords.Infrastructure.Hesa.Sets;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Hesa;

/// <summary>A small institution with one student a call, and the returns that are made of it.</summary>
internal sealed class ReturnStory(TestRegistry registry)
{
    public HesaService Service => registry.Get<HesaService>();

    /// <summary>A student of BSC-CS from 1 October 2023, on AAA, living in England.</summary>
    public async Task<ModuleRegistration> StudentAsync(string family, string? country = "XF", params string[] disabilities)
    {
        await using var db = registry.CreateDbContext();
        var programme = await db.Set<Domain.Curriculum.Programme>().Include(p => p.Versions).FirstOrDefaultAsync() ?? await registry.Given.ProgrammeAsync();
        var occurrence = await db.Set<Domain.Curriculum.ModuleOccurrence>().Include(o => o.Module).Include(o => o.ModuleVersion).FirstOrDefaultAsync(o => o.Key == "AAA-2023A") ?? await registry.Given.OccurrenceAsync();
        var person = await registry.Given.PersonAsync(p => p.Named(family, "Given").Described(new PersonDetails { HomeCountry = country, LegalSex = "10" }));
        if (disabilities.Length > 0)
        {
            await ChangeAsync(async store =>
            {
                var declaration = new EqualityDeclaration(await store.Set<Person>().SingleAsync(p => p.Id == person.Id));
                declaration.Declare("160", null, null, null, disabilities);
                store.Add(declaration);
            });
        }

        return await registry.Given.RegistrationAsync(await registry.Given.EngagementAsync(person, programme), occurrence);
    }

    public async Task ChangeAsync(Func<Infrastructure.Store.RegistryDbContext, Task> change)
    {
        await using var db = registry.CreateDbContext();
        await change(db);
        await db.SaveAsync(registry.AsSystem());
    }

    public async Task<long> BuildAsync(string collection = "23056")
    {
        var built = await Service.BuildReturnAsync(collection, registry.As(Role.StatutoryReturnsOfficer));
        Assert.True(built.Succeeded);
        return built.Value;
    }

    public async Task<long> CompareAsync(string collection = "23056")
    {
        var id = await BuildAsync(collection);
        Assert.True((await Service.CompareAsync(id, registry.As(Role.StatutoryReturnsOfficer))).Succeeded);
        return id;
    }

    public async Task<long> SubmitAsync(string collection = "23056")
    {
        var id = await SignOffAsync(await CompareAsync(collection));
        var submitted = await Service.SubmitAsync(id, registry.As(Role.StatutoryReturnsOfficer));
        Assert.True(submitted.Succeeded, string.Join(' ', submitted.Refusals.Select(r => r.Sentence)));
        return id;
    }

    /// <summary>Checks a compared return, waives what is broken, approves it and has it signed by two people.</summary>
    public async Task<long> SignOffAsync(long id)
    {
        var (first, second) = (Officer("Ruth Rahman"), Officer("Rhys Roberts"));
        Assert.True((await Service.CheckAsync(id, first)).Succeeded);
        var approval = registry.Get<ReturnApprovalService>();
        var collection = await registry.ReadAsync(db => db.Set<HesaReturn>().Where(r => r.Id == id).Select(r => r.Collection).SingleAsync());
        foreach (var line in (await registry.Get<RuleQueries>().OfReturnAsync(id, first.Caller)).Where(l => l.IsBroken))
        {
            var asked = await approval.AskWaiverAsync(new AskWaiver(collection, line.Rule, line.Failed, 0), first);
            Assert.True((await approval.GrantWaiverAsync(asked.Value, second)).Succeeded);
        }

        foreach (var outcome in (Domain.Outcome[])[await approval.ApproveAsync(id, first), await approval.SignAsync(id, first), await approval.SignAsync(id, second)])
        {
            Assert.True(outcome.Succeeded, string.Join(' ', outcome.Refusals.Select(r => r.Sentence)));
        }

        return id;
    }

    /// <summary>An act by somebody of that name who may decide about returns.</summary>
    public Domain.Audit.ChangeContext Officer(string name) => registry.As(new Caller(name, 1, [new RoleGrant(Role.StatutoryReturnsOfficer, Scope.Everything)]));

    /// <summary>"Student SURNAME=… New" for each verdict of the return, without the keys.</summary>
    public async Task<List<string>> VerdictsAsync(long id) => await registry.ReadAsync(async db =>
    {
        var of = await db.Set<HesaReturn>().SingleAsync(r => r.Id == id);
        return (await db.Set<SetVerdict>().Where(v => v.Comparison == of.Comparison).OrderBy(v => v.Id).ToListAsync())
            .ConvertAll(v => $"{v.Entity} {v.Status}{(v.Fields is null ? "" : $" {v.Fields.ReplaceLineEndings(";").Replace('\u001F', '<')}")}");
    });

    public async Task<string> FileAsync(long id)
    {
        using var file = new MemoryStream();
        Assert.True((await Service.WriteXmlAsync(id, file, registry.As(Role.StatutoryReturnsOfficer))).Succeeded);
        return System.Text.Encoding.UTF8.GetString(file.ToArray());
    }
}
