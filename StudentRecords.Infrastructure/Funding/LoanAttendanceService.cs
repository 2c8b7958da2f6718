using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Funding.Loans;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Funding;

/// <summary>A liability point of the loans company: 1, 2 or 3 of an academic year.</summary>
public sealed record ConfirmLoanAttendance
{
    public required string AcademicYear { get; init; }
    public required int Point { get; init; }
}

/// <summary>What came of it.</summary>
/// <param name="Confirmed">Told as attending.</param>
/// <param name="Refused">Told as not attending: seen at nothing for four weeks.</param>
/// <param name="Held">Not told: a change of circumstance has not reached the loans company yet, the registration has not been told, or the company said that the student's finance of the year has stopped (F050).</param>
public sealed record LoanAttendance(int Confirmed, int Refused, int Held);

/// <summary>
/// Confirms attendance to the loans company at a liability point (F049), on which it pays its part of the fee loan. It
/// comes after the registration, and waits while a change of circumstance is on its way or the company's newest word is that finance has stopped (F050); what was withdrawn before it went is
/// confirmed anew. Whoever attendance monitoring has not seen at
/// anything for four weeks is not confirmed; where it monitors nothing, enrolment is enough.
/// </summary>
public sealed class LoanAttendanceService(IDbContextFactory<RegistryDbContext> store)
{
    public async Task<Outcome<LoanAttendance>> ConfirmAsync(ConfirmLoanAttendance request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Money, Level.Decide);
        List<Refusal> faults = [];
        if (!AcademicYear.TryParse(request.AcademicYear, out _))
        {
            faults.Add(new("ACADEMIC_YEAR", "Give the academic year, such as 2024/25.", Field: "AcademicYear"));
        }

        if (request.Point is < 1 or > 3)
        {
            faults.Add(new("LIABILITY_POINT", "There are three liability points in a year.", "SLC", "Point"));
        }

        if (faults.Count > 0)
        {
            return Outcome<LoanAttendance>.Refused(faults);
        }

        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        var borrowers = await LoanConfirmations.BorrowersAsync(db, db.Set<Person>().Within(db, change.Caller.ReachOf(Room.Money, Level.Decide)).Select(p => p.Id), ct);
        var standings = await LoanStandings.ReadAsync(db, [.. borrowers.Select(b => b.PersonId).Distinct()], ct);
        var done = await LoanConfirmations.AttendanceAsync(db, borrowers, request.AcademicYear, request.Point, change, b => standings.Of(b.PersonId, request.AcademicYear).TakesAttendance, ct);
        await db.SaveAsync(change, ct);
        await whole.CommitAsync(ct);
        return done;
    }
}
