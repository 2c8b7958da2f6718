using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.Assessment.Moderation;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Enrolment.Desk;
using StudentRecords.Infrastructure.Enrolment.Registration;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Reconciling;
using StudentRecords.Infrastructure.Integration.Switching;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Misconduct;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Infrastructure.Students.Filing;
using StudentRecords.Infrastructure.Students.Identity;
using StudentRecords.Infrastructure.Support;
using StudentRecords.Infrastructure.Teaching;

namespace StudentRecords.Infrastructure.Work;

/// <summary>The work list's sources, one line each, in the order in which they are shown.</summary>
public static class WorkRegistration
{
    public static IServiceCollection AddWorkList(this IServiceCollection services)
    {
        services.AddSingleton<IWorkSource, BrokenTrail>();
        services.AddSingleton<IWorkSource, QuietCases>();
        services.AddSingleton<IWorkSource, WithdrawalsAsPenalty>();
        services.AddSingleton<IWorkSource, IdentityWork>();
        services.AddSingleton<IWorkSource, LateEnrolments>();
        services.AddSingleton<IWorkSource, MarksOnTheirWay>();
        services.AddSingleton<IWorkSource, BoardsUnderWay>();
        services.AddSingleton<IWorkSource, VivasToDecide>();
        services.AddSingleton<IWorkSource, PacksToConfirm>();
        services.AddSingleton<IWorkSource, FilingsUnanswered>();
        services.AddSingleton<IWorkSource, WithoutTutor>();
        services.AddSingleton<IWorkSource, WaitingForPlaces>();
        services.AddSingleton<IWorkSource, ClashesWaiting>();
        services.AddSingleton<IWorkSource, LateOutcomesWaiting>();
        services.AddSingleton<IWorkSource, AdjustmentWork>();
        services.AddSingleton<IWorkSource, SupportWork>();
        services.AddSingleton<IWorkSource, ReturnsUnderWay>();
        services.AddSingleton<IWorkSource, MoneyWaiting>();
        services.AddSingleton<IWorkSource, OverpaymentsWaiting>();
        services.AddSingleton<IWorkSource, LoanRows>();
        services.AddSingleton<IWorkSource, StuckMessages>();
        services.AddSingleton<IWorkSource, StandingDrift>();
        services.AddSingleton<IWorkSource, UnsignedSunsets>();
        services.AddSingleton<IWorkSource, FailedJobs>();
        return services;
    }
}
