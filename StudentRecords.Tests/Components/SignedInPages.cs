using System.Globalization;
using System.Security.Claims;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Access;
using StudentRecords.Tests.Support;
using StudentRecords.Web.Access;

namespace StudentRecords.Tests.Components;

/// <summary>Pages drawn by bUnit on a real record, by one of the demo's people.</summary>
internal static class SignedInPages
{
    /// <summary>Gives pages the record's services and signs in the demo's holder of the role.</summary>
    public static async Task<Caller> SignInAsync(this BunitContext context, TestRegistry registry, Role role)
    {
        await DemoUsers.SeedAsync(registry.Services);
        var userName = DemoUsers.All.First(u => u.Role == role).UserName;
        var user = await registry.ReadAsync(db => Task.FromResult(db.Users.Single(u => u.UserName == userName)));
        var callers = registry.Get<Callers>();
        var accessor = new CallerAccessor(callers, registry.Services);
        accessor.IsRequestOf(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user.Id.ToString(CultureInfo.InvariantCulture))], "test")));
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddSingleton<TimeProvider>(registry.Clock);
        context.Services.AddSingleton(new InstitutionProfile());
        context.Services.AddSingleton(accessor);
        context.Services.AddSingleton<Acting>();
        context.Services.AddFallbackServiceProvider(registry.Services);
        return (await callers.FindAsync(user.Id))!;
    }
}
