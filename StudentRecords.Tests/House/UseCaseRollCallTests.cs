using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using StudentRecords.Infrastructure;

namespace StudentRecords.Tests.House;

/// <summary>
/// Every use case is called by some test (read models are asked in Store). With the witness in each test's store this means that every
/// query used in production has been translated for both databases.
/// </summary>
public sealed class UseCaseRollCallTests
{
    private const string UseCases = "Service";

    [Fact]
    public void EveryUseCase_IsCalledByATest()
    {
        var called = CalledByTests();
        var missing = typeof(RegistryServices).Assembly.GetTypes()
            .Where(t => t is { IsClass: true, IsPublic: true, IsAbstract: false } && t.Name.EndsWith(UseCases, StringComparison.Ordinal))
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(m => !m.IsSpecialName))
            .Select(m => $"{m.DeclaringType!.Name}.{m.Name}").Distinct()
            .Where(m => !called.Contains(m));
        Offenders.None(missing);
    }

    private static HashSet<string> CalledByTests()
    {
        using var file = File.OpenRead(typeof(UseCaseRollCallTests).Assembly.Location);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        return [.. metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(m => m.Parent.Kind == HandleKind.TypeReference)
            .Select(m => $"{metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)m.Parent).Name)}.{metadata.GetString(m.Name)}")];
    }
}
