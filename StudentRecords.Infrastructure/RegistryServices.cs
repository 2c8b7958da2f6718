using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain;
using StudentRecords.Infrastructure.Access;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Curriculum;
using StudentRecords.Infrastructure.Demo;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Misconduct;
using StudentRecords.Infrastructure.Replay;
using StudentRecords.Infrastructure.Sponsorship;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Infrastructure.Support;
using StudentRecords.Infrastructure.Teaching;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Infrastructure;

/// <summary>Everything below the web: one line an area, each in the area's own registration.</summary>
public static class RegistryServices
{
    public static IServiceCollection AddRegistry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(configuration.GetSection("Institution").Get<InstitutionProfile>() ?? new InstitutionProfile());
        services.AddRegistryAccess();
        services.AddRegistryAdjustments();
        services.AddRegistryAssessment();
        services.AddRegistryAudit();
        services.AddRegistryCurriculum();
        services.AddRegistryDemo();
        services.AddRegistryEnrolment();
        services.AddRegistryHolds(configuration);
        services.AddRegistryExamBoards();
        services.AddRegistryFunding(configuration);
        services.AddRegistryHesa();
        services.AddRegistryIntegration();
        services.AddRegistryJobs();
        services.AddRegistryMisconduct();
        services.AddRegistryReplay();
        services.AddRegistrySponsorship();
        services.AddRegistryStore(configuration);
        services.AddRegistryStudents();
        services.AddRegistrySupport();
        services.AddRegistryTeaching();
        services.AddWorkList();
        return services;
    }
}
