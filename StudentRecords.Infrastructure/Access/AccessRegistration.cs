using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Access;

public static class AccessRegistration
{
    public static IServiceCollection AddRegistryAccess(this IServiceCollection services)
    {
        services.AddIdentityCore<RegistryUser>(o =>
            {
                o.Password.RequiredLength = 12;
                o.Password.RequireNonAlphanumeric = false;
                o.Password.RequireUppercase = false;
                o.Password.RequireDigit = false;
                o.Lockout.MaxFailedAccessAttempts = 5;
                o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
                o.Lockout.AllowedForNewUsers = true;
                o.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789.-_";
            })
            .AddEntityFrameworkStores<RegistryDbContext>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.AddHttpContextAccessor();
        services.AddSingleton<Callers>();
        services.AddScoped<OwnAccount>();
        services.AddScoped<SignInDoor>();
        services.AddSingleton<AccessQueries>();
        services.AddSingleton<AccessService>();
        services.AddSingleton<RoleService>();
        return services;
    }
}
