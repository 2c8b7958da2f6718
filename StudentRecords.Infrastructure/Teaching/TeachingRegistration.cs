using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Teaching.Flows;

namespace StudentRecords.Infrastructure.Teaching;

internal static class TeachingRegistration
{
    public static IServiceCollection AddRegistryTeaching(this IServiceCollection services)
    {
        IntegrationRegistration.Inbound<F004Events>(services);
        IntegrationRegistration.Inbound<F004Changes>(services);
        IntegrationRegistration.Inbound<F004Groups>(services);
        IntegrationRegistration.Inbound<F013Attendance>(services);
        IntegrationRegistration.Inbound<F013Indicators>(services);
        IntegrationRegistration.Inbound<F020Spaces>(services);
        IntegrationRegistration.Inbound<F032Surveys>(services);
        IntegrationRegistration.Inbound<F062Sittings>(services);
        IntegrationRegistration.Inbound<F062Seats>(services);
        return services.AddScoped<TimetableQueries>().AddScoped<TimetableViewQueries>().AddScoped<ClashQueries>().AddScoped<ClashService>().AddScoped<AttendanceQueries>().AddScoped<SurveyQueries>().AddScoped<SurveyService>();
    }
}
