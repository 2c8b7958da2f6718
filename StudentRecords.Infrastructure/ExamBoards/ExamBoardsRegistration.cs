using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Infrastructure.ExamBoards.Appeals;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Infrastructure.ExamBoards.Examiners;
using StudentRecords.Infrastructure.ExamBoards.Flows;
using StudentRecords.Infrastructure.ExamBoards.Graduation;
using StudentRecords.Infrastructure.ExamBoards.Letters;
using StudentRecords.Infrastructure.ExamBoards.Meetings;
using StudentRecords.Infrastructure.Integration;

namespace StudentRecords.Infrastructure.ExamBoards;

internal static class ExamBoardsRegistration
{
    public static IServiceCollection AddRegistryExamBoards(this IServiceCollection services)
    {
        IntegrationRegistration.Inbound<F065Decisions>(services);
        return services
            .AddScoped<AppealQueries>()
            .AddScoped<AppealService>()
            .AddScoped<AwardBoardService>()
            .AddScoped<AwardDecisionService>()
            .AddScoped<AwardQueries>().AddScoped<VivaQueries>()
            .AddScoped<BoardListQueries>()
            .AddScoped<BoardQueries>()
            .AddScoped<BoardService>()
            .AddScoped<CandidateQueries>()
            .AddScoped<CeremonyService>()
            .AddScoped<ConfermentService>()
            .AddScoped<ConductQueries>()
            .AddScoped<DecisionService>()
            .AddScoped<ExaminerPackQueries>()
            .AddScoped<ExaminerQueries>()
            .AddScoped<GraduationQueries>()
            .AddScoped<LetterQueries>()
            .AddScoped<MeetingQueries>()
            .AddScoped<MeetingService>()
            .AddScoped<MembershipService>()
            .AddScoped<OutlookQueries>()
            .AddScoped<PrizeQueries>()
            .AddScoped<PrizeService>()
            .AddScoped<RatificationService>()
            .AddScoped<ReportQueries>()
            .AddScoped<ReportService>()
            .AddScoped<SampleQueries>()
            .AddScoped<SampleService>()
            .AddScoped<ScalingService>()
            .AddScoped<SequelService>()
            .AddScoped<TranscriptQueries>()
            .AddScoped<UnsealingService>();
    }
}
