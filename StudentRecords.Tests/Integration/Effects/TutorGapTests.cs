using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Infrastructure.Work;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>F034: enrolled students whom nobody tutors are work, where the institution has personal tutors at all.</summary>
public sealed class TutorGapTests : IAsyncLifetime
{
    private static readonly Caller Officer = TestRegistry.Caller(Role.RegistryOfficer);
    private HubScene scene = null!;

    public async Task InitializeAsync() => scene = await HubScene.MakeAsync();

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task StudentWithoutATutor_IsWork_FromTheDayOnWhichTheLastOneEnded()
    {
        var other = await scene.Registry.Given.PersonAsync();
        await scene.Registry.Given.EngagementAsync(other, scene.Programme);
        await scene.Registry.Given.EngagementAsync(await scene.Registry.Given.PersonAsync(), scene.Programme, enrolled: false);
        Assert.Empty(await WorkAsync());

        await TutorAsync(scene.Student.StudentNumber, null, 1);
        Assert.Equal(1, Assert.Single(await WorkAsync()).Count);
        Assert.Equal([other.Id], await WithoutAsync());

        await TutorAsync(scene.Student.StudentNumber, "2024-06-02", 2);
        Assert.Equal(2, Assert.Single(await WorkAsync()).Count);
        Assert.Equal(new[] { scene.Student.Id, other.Id }.Order(), (await WithoutAsync()).Order());
    }

    private async Task<IReadOnlyList<WaitingWork>> WorkAsync() => await scene.Registry.Services.GetServices<IWorkSource>().OfType<WithoutTutor>().Single().WaitingAsync(Officer, default);

    private async Task<IEnumerable<long>> WithoutAsync() =>
        (await scene.Registry.Get<StudentQueries>().StudentsAsync(new TableQuery().With("status", "Enrolled").With("tutor", "none"), Officer)).Rows.Select(r => r.Id);

    private Task TutorAsync(string student, string? to, int version) =>
        scene.SaidAsync("F034", "PersonalTutorAssigned", "T-1", new { student = new { system = "SIS", id = student }, staff = "S-9", staffName = "Dr Byron", role = "PersonalTutor", from = "2023-10-01", to }, version);
}
