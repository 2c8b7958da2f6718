using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Work;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Store;

/// <summary>
/// Every read model is asked on a record with something in it, and with it the witness sees each of their queries. What cannot be
/// asked with made-up arguments is called by a test of its own, or fails here.
/// </summary>
public sealed class ReadModelTests : IDisposable
{
    private static readonly Caller Everybody = TestRegistry.Caller(Enum.GetValues<Role>());

    private readonly TestRegistry registry = new();

    public static TheoryData<string> ReadModels =>
        [.. typeof(RegistryServices).Assembly.GetTypes().Where(t => t is { IsClass: true, IsPublic: true } && t.Name.EndsWith("Queries", StringComparison.Ordinal)).SelectMany(Methods).Select(Name)];

    [Theory]
    [MemberData(nameof(ReadModels))]
    public async Task EveryReadModel_Answers(string name)
    {
        await registry.Given.StudentAsync(await registry.Given.OccurrenceAsync(), 63.5m, null);
        var method = typeof(RegistryServices).Assembly.GetTypes().Where(t => t.Name == name.Split('.')[0]).SelectMany(Methods).First(m => Name(m) == name);
        foreach (var query in Queries(method.DeclaringType!))
        {
            object?[] arguments = [.. method.GetParameters().Select(p => Argument(p, query))];
            await (Task)method.Invoke(ActivatorUtilities.GetServiceOrCreateInstance(registry.Services, method.DeclaringType!), BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
        }
    }

    [Fact]
    public async Task EveryLineOfTheWorkList_Answers()
    {
        foreach (var source in registry.Services.GetServices<IWorkSource>())
        {
            Assert.NotNull(await source.WaitingAsync(Everybody, CancellationToken.None));
        }
    }

    public void Dispose() => registry.Dispose();

    private static IEnumerable<MethodInfo> Methods(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(m => m.ReturnType.IsAssignableTo(typeof(Task)));

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(p => p.ParameterType.Name))})";

    /// <summary>The list as it comes, searched, and by each column up and down.</summary>
    private static IEnumerable<TableQuery> Queries(Type type) =>
    [
        new TableQuery(),
        new TableQuery { Search = "x_%[" },
        .. type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            .Select(f => f.GetValue(null)).Where(v => v?.GetType() is { IsGenericType: true } t && t.GetGenericTypeDefinition() == typeof(Sorting<>))
            .SelectMany(s => (IReadOnlyCollection<string>)s!.GetType().GetProperty("Columns")!.GetValue(s)!)
            .SelectMany(c => (TableQuery[])[new() { Sort = c }, new() { Sort = c, Descending = true }]),
    ];

    private static object? Argument(ParameterInfo parameter, TableQuery query) => parameter.ParameterType switch
    {
        var t when t == typeof(TableQuery) => query with { Of = 1 },
        var t when t == typeof(Caller) => Everybody,
        var t when t == typeof(CancellationToken) => CancellationToken.None,
        var t => Plausible.Value(t) ?? throw new InvalidOperationException($"Make up a {t.Name} in {nameof(Plausible)}, or make the parameter plainer."),
    };
}
