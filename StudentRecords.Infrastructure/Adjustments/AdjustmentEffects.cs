using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Adjustments;

/// <summary>An assessment that an adjustment reaches, and the day by which it is then due.</summary>
public sealed record AdjustedAssessment(string Component, string Title, DateOnly? DueOn, DateOnly? ThenDueOn);

/// <summary>What an adjustment would do: which assessments, which systems, which dates.</summary>
public sealed record AdjustmentEffects
{
    private static readonly AdjustmentCategory[] NotOfAssessment =
        [AdjustmentCategory.AttendanceThreshold, AdjustmentCategory.AttendanceExemption, AdjustmentCategory.AlertSuspension, AdjustmentCategory.ReturnToStudy, AdjustmentCategory.DsaEntitlement];

    /// <summary>Why it would be refused; the rest is empty then.</summary>
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    public IReadOnlyList<AdjustedAssessment> Assessments { get; init; } = [];

    public IReadOnlyList<ToldSystem> Systems { get; init; } = [];

    /// <summary>The messages that the unit of work holds and has not sent.</summary>
    internal static AdjustmentEffects Told(RegistryDbContext db) => new()
    {
        Systems = [.. db.ChangeTracker.Entries<OutboxMessage>().Where(e => e.State == EntityState.Added).Select(e => new ToldSystem(e.Entity.Flow, e.Entity.Destination, e.Entity.Type))],
    };

    internal static async Task<AdjustmentEffects> ReadAsync(RegistryDbContext db, long person, AdjustmentTerms terms, CancellationToken ct)
    {
        var told = Told(db);
        if (NotOfAssessment.Contains(terms.Category))
        {
            return told;
        }

        var components = await (
            from r in db.Set<ModuleRegistration>().AsNoTracking()
            join c in db.Set<AssessmentComponent>() on r.OccurrenceId equals c.OccurrenceId
            where r.PersonId == person && r.Status == RegistrationStatus.Registered
            orderby c.DueOn, c.Key
            select new { Component = c, Programme = r.Engagement.Programme.Code, Module = r.Occurrence.Module.Code }).ToListAsync(ct);
        var days = terms.Category == AdjustmentCategory.ExtendedSubmissionWindow ? (int)(terms.Amount ?? 0) : 0;
        return told with
        {
            Assessments =
            [
                .. from c in components
                   where IsOf(terms.Category, c.Component.Kind) && terms.Covers(new ScopedComponent(c.Component.Id, c.Programme, c.Module, c.Component.Key, c.Component.DueOn)) && terms.HoldsOn(c.Component.DueOn)
                   select new AdjustedAssessment(c.Component.Key, c.Component.Title, c.Component.DueOn, days > 0 ? c.Component.DueOn?.AddDays(days) : null),
            ],
        };
    }

    private static bool IsOf(AdjustmentCategory category, ComponentKind kind) => category switch
    {
        AdjustmentCategory.ExtendedSubmissionWindow or AdjustmentCategory.LatePenaltySuppression => kind == ComponentKind.Coursework,
        AdjustmentCategory.ExtraTime or AdjustmentCategory.RestBreaks or AdjustmentCategory.SeparateRoom or AdjustmentCategory.ReaderOrScribe or AdjustmentCategory.Computer => kind != ComponentKind.Coursework,
        _ => true,
    };
}
