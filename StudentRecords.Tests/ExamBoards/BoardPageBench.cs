using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Access;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Tests.Support;
using StudentRecords.Web.Access;

namespace StudentRecords.Tests.ExamBoards;

/// <summary>Board pages drawn without a browser, over a real record, for one signed-in person.</summary>
public abstract class BoardPageBench : BunitContext
{
    protected BoardPageBench()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(Registry.Clock);
        Services.AddSingleton(Registry.Get<Callers>());
        Services.AddScoped<CallerAccessor>();
        Services.AddScoped<Acting>();
        Services.AddSingleton<AuthenticationStateProvider>(new Nobody());
        foreach (var type in (Type[])[typeof(BoardQueries), typeof(BoardService), typeof(CandidateQueries), typeof(ConductQueries), typeof(DecisionService), typeof(RatificationService)])
        {
            Services.AddSingleton(type, Registry.Services.GetRequiredService(type));
        }
    }

    protected TestRegistry Registry { get; } = new();

    /// <summary>Signs in as one of the scene's people.</summary>
    protected async Task ActAsAsync(Caller caller)
    {
        await Registry.SaveAsync(db => db.AddRange(caller.Grants.Select(g => new RoleAssignment(caller.UserId!.Value, g.Role, g.Scope, new DateOnly(2020, 1, 1), null))));
        Registry.Get<Callers>().Forget(caller.UserId!.Value);
        Services.AddCascadingValue(_ => caller);
        Services.GetRequiredService<CallerAccessor>().IsRequestOf(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, $"{caller.UserId}")], "Test")));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            Registry.Dispose();
        }
    }

    private sealed class Nobody : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal()));
    }
}
