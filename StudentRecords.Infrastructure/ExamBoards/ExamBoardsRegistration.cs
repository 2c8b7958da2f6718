using Microsoft.Extensions.DependencyInjection;

namespace StudentRecords.Infrastructure.ExamBoards;

internal static class ExamBoardsRegistration
{
    public static IServiceCollection AddRegistryExamBoards(this IServiceCollection services) => services
        .AddScoped<BoardQueries>()
        .AddScoped<BoardService>()
        .AddScoped<DecisionService>()
        .AddScoped<ExaminerQueries>()
        .AddScoped<RatificationService>();
}
