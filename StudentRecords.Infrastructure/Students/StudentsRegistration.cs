using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Students.Filing;
using StudentRecords.Infrastructure.Students.Identity;
using StudentRecords.Infrastructure.Students.Merging;
using StudentRecords.Infrastructure.Students.Retention;

namespace StudentRecords.Infrastructure.Students;

internal static class StudentsRegistration
{
    public static IServiceCollection AddRegistryStudents(this IServiceCollection services) => services
        .AddJob<DisposeRecordsJob>()
        .AddRecurringJob<EnrolmentFormsJob>("0 50 3 * * ?")
        .AddScoped<ArchivePickup>()
        .AddScoped<DocumentService>()
        .AddScoped<EqualityService>()
        .AddScoped<FilingQueries>()
        .AddScoped<IdentityQueries>()
        .AddScoped<IdentityService>()
        .AddScoped<MergeQueries>()
        .AddScoped<MergeService>()
        .AddScoped<RecordQueries>()
        .AddScoped<RetentionQueries>()
        .AddScoped<RetentionService>()
        .AddScoped<SubjectAccessService>()
        .AddScoped<StudentQueries>()
        .AddScoped<StudentService>()
        .AddScoped<VerificationService>();
}
