using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Teaching;

/// <summary>A survey to be opened: of which runnings, and when.</summary>
public sealed record OpenSurvey
{
    public required string Code { get; init; }
    public required string AcademicYear { get; init; }
    public required string Period { get; init; }
    public required DateOnly Opens { get; init; }
    public required DateOnly Closes { get; init; }
}

/// <summary>Says when modules are surveyed. While a window is open, evaluation is told who is to be asked, and who no longer is (F031).</summary>
public sealed class SurveyService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>The window's id.</summary>
    public async Task<Outcome<long>> OpenAsync(OpenSurvey request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Enrolments, Level.Decide);
        List<Refusal> faults = [.. SurveyWindow.Faults(request.Code, request.AcademicYear, request.Period, request.Opens, request.Closes)];
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<SurveyWindow>().AnyAsync(w => w.Code == request.Code, ct))
        {
            faults.Add(new("SURVEY_TAKEN", $"There is a survey {request.Code} already.", Field: "Code"));
        }

        if (faults.Count > 0)
        {
            return Outcome<long>.Refused(faults);
        }

        var window = new SurveyWindow(request.Code.Trim(), request.AcademicYear, request.Period.Trim(), request.Opens, request.Closes);
        db.Add(window);
        await db.SaveAsync(change, ct);
        return window.Id;
    }
}
