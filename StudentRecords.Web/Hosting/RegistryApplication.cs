using StudentRecords.Infrastructure;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components;
using StudentRecords.Web.ExamBoards;
using StudentRecords.Web.Hesa;
using StudentRecords.Web.Integration;
using StudentRecords.Web.Students;

namespace StudentRecords.Web.Hosting;

/// <summary>The whole registry: what the program serves, and what a verb starts that needs one of its own.</summary>
public static class RegistryApplication
{
    public static WebApplication Build(string[] args)
    {
        var builder = RegistryHost.Builder(args);
        builder.Services.AddRegistry(builder.Configuration);
        builder.Services.AddSignIn(builder.Configuration);
        builder.Services.AddPages();
        builder.Services.AddListings();
        builder.Services.AddHealth();
        builder.Services.AddHub();
        Telemetry.Add(builder.Services, builder.Configuration);
        return builder.Build();
    }

    /// <summary>Everything that answers a request, in its order.</summary>
    public static void MapRegistry(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseProblemPages();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseCaller();
        app.UsePasswordChange();
        app.UseExaminerDoor();
        app.UseAntiforgery();

        app.MapStaticAssets().AllowAnonymous();
        app.MapHealth();
        app.MapHub();
        app.MapContracts();
        app.MapSession();
        app.MapListings();
        app.MapPacks();
        app.MapDocuments();
        app.MapReturnFiles();
        app.MapSubjectAccess();
        app.MapPages<App>();
    }
}
