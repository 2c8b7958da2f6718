using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Infrastructure.Support;
using StudentRecords.Infrastructure.Teaching;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Chains;

/// <summary>What the record's own questions answer about a person, as its screens ask them. Never the hub's tables.</summary>
internal sealed class RecordAsked(TestRegistry registry)
{
    private static readonly Caller Manager = TestRegistry.Caller(Role.RegistryManager);
    private static readonly Caller Fees = TestRegistry.Caller(Role.FeesOfficer);

    /// <summary>The only engagement.</summary>
    public async Task<EngagementView> EngagementAsync(long person) => Assert.Single(await EngagementsAsync(person));

    public Task<IReadOnlyList<EngagementView>> EngagementsAsync(long person) => registry.Get<EnrolmentQueries>().OfPersonAsync(person, Manager);

    /// <summary>Owners of the holds that stand.</summary>
    public async Task<IEnumerable<string>> HoldsAsync(long person) => (await registry.Get<EnrolmentQueries>().HoldsAsync(person, Manager)).Where(h => h.IsOpen).Select(h => h.Source).Order(StringComparer.Ordinal);

    public Task<StudentAccount> AccountAsync(long person) => registry.Get<MoneyQueries>().AccountAsync(person, Fees);

    /// <summary>Who is charged how much for what, without what was taken back.</summary>
    public async Task<IEnumerable<(string Sponsor, string Element, decimal Amount)>> ChargedAsync(long person, string? academicYear = null) =>
        (await AccountAsync(person)).Charges.Where(c => c is { Reverses: null, IsReversed: false } && (academicYear is null || c.AcademicYear == academicYear)).Select(c => (c.Sponsor, c.Element, c.Amount)).Order();

    public async Task<StudentOverview> OverviewAsync(long person) => (await registry.Get<RecordQueries>().OverviewAsync(person, Manager))!;

    public Task<IReadOnlyList<RegistrationView>> ModulesAsync(long person) => registry.Get<ResultQueries>().OfPersonAsync(person, Manager);

    public async Task<RegistrationView> ModuleAsync(long person, string run) => (await ModulesAsync(person)).Single(m => m.OccurrenceKey == run);

    public Task<IReadOnlyList<TimetableRow>> TimetableAsync(long person) => registry.Get<TimetableQueries>().OfPersonAsync(person, Manager);

    public Task<IReadOnlyList<ExamRow>> ExamsAsync(long person) => registry.Get<TimetableQueries>().ExamsOfPersonAsync(person, Manager);

    public async Task<SupportView> SupportAsync(long person) => (await registry.Get<SupportQueries>().OfPersonAsync(person, Manager))!;
}
