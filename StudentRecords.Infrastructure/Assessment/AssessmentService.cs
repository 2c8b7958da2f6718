using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Assessment;

/// <summary>The use cases of marks and their rules.</summary>
public sealed class AssessmentService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>Puts a version of a mark rule into the record. The same version again changes nothing; with other clauses it is refused, because results name it.</summary>
    public async Task<Outcome> PublishRuleAsync(PublishMarkRule request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Catalogue, Level.Change);
        var clauses = MarkRuleClauses.Read(request.Clauses);
        if (!clauses.Succeeded)
        {
            return Outcome.Refused(clauses.Refusals);
        }

        await using var db = store.CreateDbContext();
        var held = await db.Set<MarkRule>().AsNoTracking().FirstOrDefaultAsync(r => r.Code == request.Code && r.RuleVersion == request.Version, ct);
        if (held is not null)
        {
            return held.Clauses == request.Clauses
                ? Outcome.Done
                : Outcome.Refused("RULE_EXISTS", $"Version {request.Version} of {request.Code} is in use with other clauses; publish a new version.");
        }

        db.Add(new MarkRule { Code = request.Code, RuleVersion = request.Version, Title = request.Title, Clauses = request.Clauses, ValidFrom = request.ValidFrom });
        await db.SaveAsync(change, ct);
        return Outcome.Done;
    }
}
