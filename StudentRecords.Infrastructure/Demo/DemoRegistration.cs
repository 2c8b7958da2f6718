using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Infrastructure.Demo.Scale;
using StudentRecords.Infrastructure.Demo.Scenes;
using StudentRecords.Infrastructure.Jobs;

namespace StudentRecords.Infrastructure.Demo;

/// <summary>The demo institution: its scenes in the order in which they are played.</summary>
public static class DemoRegistration
{
    public static IServiceCollection AddRegistryDemo(this IServiceCollection services)
    {
        services.AddJob<SeedDemoJob>();
        services.AddScoped<BoardRoom>();
        services.AddScoped<BoardWalk>();
        services.AddScoped<DemoPost>();
        services.AddScoped<ReturnCorrections>();
        services.AddScoped<ScaleSeeding>();
        services.AddScoped<IDemoScene, CatalogueScene>();
        services.AddScoped<IDemoScene, RegulationsScene>();
        services.AddScoped<IDemoScene, StudentsScene>();
        services.AddScoped<IDemoScene, HoldsScene>();
        services.AddScoped<IDemoScene, DocumentsScene>();
        services.AddScoped<IDemoScene, MoneyScene>();
        services.AddScoped<IDemoScene, FundingScene>();
        services.AddScoped<IDemoScene, UsersScene>();
        services.AddScoped<IDemoScene, MarksScene>();
        services.AddScoped<IDemoScene, ArrivalsScene>();
        services.AddScoped<IDemoScene, ChoicesScene>();
        services.AddScoped<IDemoScene, EntitlementsScene>();
        services.AddScoped<IDemoScene, BoardsScene>();
        services.AddScoped<IDemoScene, ModerationScene>();
        services.AddScoped<IDemoScene, AwardBoardsScene>();
        services.AddScoped<IDemoScene, GraduationScene>();
        services.AddScoped<IDemoScene, LateOutcomesScene>();
        services.AddScoped<IDemoScene, ConductScene>();
        services.AddScoped<IDemoScene, TroubleScene>();
        services.AddScoped<IDemoScene, PostroomScene>();
        services.AddScoped<IDemoScene, ReconciliationScene>();
        services.AddScoped<IDemoScene, FactsScene>();
        services.AddScoped<IDemoScene, ReturnsScene>();
        services.AddScoped<IDemoScene, JourneysScene>();
        services.AddScoped<IDemoScene, JobsScene>();
        return services;
    }
}
