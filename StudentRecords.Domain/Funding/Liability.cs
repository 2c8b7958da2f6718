namespace StudentRecords.Domain.Funding;

/// <summary>What somebody should be charged, as a fresh look at the record says.</summary>
/// <param name="AcademicYear">Period.</param>
/// <param name="Element">TUITION for a session, the occurrence key for a module.</param>
/// <param name="Sponsor">Who is billed; <see cref="Payers.Student"/> unless somebody pays in the student's place.</param>
/// <param name="Amount">Pounds, never 0.</param>
/// <param name="Rule">Code and version of the fee rule.</param>
public sealed record Liability(string AcademicYear, string Element, string Sponsor, decimal Amount, string Rule);

/// <summary>The result of an assessment.</summary>
/// <param name="Liabilities">One for each period, element and payer.</param>
/// <param name="Findings">What could not be priced, for a person to look at.</param>
/// <param name="HasRule">False where the programme has no fee rule: what was charged then stands as it is.</param>
public sealed record FeeAssessed(IReadOnlyList<Liability> Liabilities, IReadOnlyList<string> Findings, bool HasRule)
{
    public static readonly FeeAssessed NoRule = new([], [], false);
}

/// <summary>Names of those who are billed.</summary>
public static class Payers
{
    public const string Student = "Student";
    public const string LoansCompany = "Student Loans Company";
    private const string OwnScholarship = "Scholarship ";

    /// <summary>The institution itself forgoes what a scholarship takes off.</summary>
    public static string Scholarship(string code) => OwnScholarship + code;

    public static bool IsScholarship(string payer) => payer.StartsWith(OwnScholarship, StringComparison.Ordinal);
}
