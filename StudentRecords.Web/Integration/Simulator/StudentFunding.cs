using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Web.Integration.Simulator.Formats;

namespace StudentRecords.Web.Integration.Simulator;

/// <summary>Student Funding's part of a term: a row that the loans company refused is sent again where it will be right, and let go where nothing will make it so.</summary>
internal sealed class StudentFunding(IServiceProvider services, PartnerSetup setup)
{
    private static readonly Caller Officer = new("Femi Fashola", null, [new RoleGrant(Role.FeesOfficer, Scope.Everything)]) { IsSimulated = true };

    /// <summary>Decides on the rows that wait; says how many.</summary>
    public async Task<int> DecideAsync(CancellationToken ct)
    {
        List<long> people;
        await using (var db = await services.GetRequiredService<IDbContextFactory<RegistryDbContext>>().CreateDbContextAsync(ct))
        {
            people = await db.Set<OutboxMessage>().Where(m => m.Flow == "F049" && m.State == OutboxState.Dead && m.PersonId != null).Select(m => m.PersonId!.Value).Distinct().ToListAsync(ct);
        }

        var (rows, decided) = (services.GetRequiredService<LoanRows>(), 0);
        foreach (var person in people)
        {
            foreach (var row in await rows.OfPersonAsync(person, Officer, ct))
            {
                var isLetGo = row.Said.Contains(LoansReader.LetGo, StringComparison.Ordinal);
                var change = setup.Change("DecideLoanRow", isLetGo ? "The company has closed the year" : "The assessment is there now") with { Caller = Officer };
                await rows.DecideAsync(new DecideLoanRow(row.Id, SendAgain: !isLetGo), change, ct).DoneAsync();
                decided++;
            }
        }

        return decided;
    }
}
