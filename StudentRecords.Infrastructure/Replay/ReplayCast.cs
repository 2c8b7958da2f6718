using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Access;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Replay;

/// <summary>The named stand-ins in whose names the replay prepares, examines, decides and returns; none of them can sign in, and the trail says that they are simulated.</summary>
internal sealed class ReplayCast
{
    private static readonly (string User, string Name, Role Role)[] Parts =
    [
        ("replay.registrar", "Rowan Registrar", Role.RegistryManager),
        ("replay.secretary", "Sasha Secretary", Role.ExamBoardSecretary),
        ("replay.chair", "Charlie Chair", Role.BoardChair),
        ("replay.internal", "Indra Internal", Role.Moderator),
        ("replay.external", "Evelyn External", Role.ExternalExaminer),
        ("replay.returns", "Robin Returns", Role.StatutoryReturnsOfficer),
    ];

    private readonly Dictionary<Role, (long Id, string Name)> people = [];
    private readonly TimeProvider clock;

    private ReplayCast(TimeProvider clock) => this.clock = clock;

    /// <summary>Finds or makes the cast.</summary>
    public static async Task<ReplayCast> GatherAsync(IDbContextFactory<RegistryDbContext> store, TimeProvider clock, CancellationToken ct)
    {
        var cast = new ReplayCast(clock);
        await using var db = store.CreateDbContext();
        var held = await db.Users.Where(u => u.UserName!.StartsWith("replay.")).ToDictionaryAsync(u => u.UserName!, ct);
        foreach (var (userName, name, role) in Parts)
        {
            if (!held.TryGetValue(userName, out var user))
            {
                user = new RegistryUser { UserName = userName, NormalizedUserName = userName.ToUpperInvariant(), DisplayName = name, IsSimulated = true, IsClosed = true, SecurityStamp = Guid.NewGuid().ToString("N") };
                db.Add(user);
                db.Add(new RoleAssignment(user.Id, role, Scope.Everything, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), null));
            }

            cast.people[role] = (user.Id, name);
        }

        await db.SaveAsync(cast.As(Role.RegistryManager, "GatherCast", "Stand-ins for the replay of the data set"), ct);
        return cast;
    }

    public long IdOf(Role role) => people[role].Id;

    public string NameOf(Role role) => people[role].Name;

    public ChangeContext As(Role role, string act, string reason) => new()
    {
        Caller = new Caller(people.GetValueOrDefault(role, (0, "Replay")).Item2, people.TryGetValue(role, out var p) ? p.Id : null, [new RoleGrant(role, Scope.Everything)]) { IsSimulated = true },
        At = clock.GetUtcNow(),
        Act = act,
        Reason = reason,
        Cause = CauseKind.Job,
        CauseReference = "replay oulad",
        CorrelationId = "replay-oulad",
    };
}
