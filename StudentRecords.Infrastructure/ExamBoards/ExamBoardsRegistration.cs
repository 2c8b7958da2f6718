using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Infrastructure.ExamBoards.Appeals;
using StudentRecords.Infrastructure.ExamBoards.Examiners;
using StudentRecords.Infrastructure.ExamBoards.Meetings;

namespace StudentRecords.Infrastructure.ExamBoards;

internal static class ExamBoardsRegistration
{
    public static IServiceCollection AddRegistryExamBoards(this IServiceCollection services) => services
        .AddScoped<AppealQueries>()
        .AddScoped<AppealService>()
        .AddScoped<BoardListQueries>()
        .AddScoped<BoardQueries>()
        .AddScoped<BoardService>()
        .AddScoped<CandidateQueries>()
        .AddScoped<ConductQueries>()
        .AddScoped<DecisionService>()
        .AddScoped<ExaminerQueries>()
        .AddScoped<MeetingQueries>()
        .AddScoped<MeetingService>()
        .AddScoped<MembershipService>()
        .AddScoped<OutlookQueries>()
        .AddScoped<RatificationService>()
        .AddScoped<ReportQueries>()
        .AddScoped<ReportService>()
        .AddScoped<SampleQueries>()
        .AddScoped<SampleService>()
        .AddScoped<ScalingService>()
        .AddScoped<SequelService>()
        .AddScoped<UnsealingService>();
}
