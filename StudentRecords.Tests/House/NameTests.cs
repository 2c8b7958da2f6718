using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure;

namespace StudentRecords.Tests.House;

/// <summary>Names say what is held.</summary>
public sealed partial class NameTests
{
    private static readonly string[] SayNothing = ["Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Manager", "Common", "Dto", "Vm", "Impl"];

    private static readonly Assembly[] Ours = [typeof(Person).Assembly, typeof(RegistryServices).Assembly, typeof(Program).Assembly, typeof(NameTests).Assembly];

    private static IEnumerable<Type> Types => Ours.SelectMany(a => a.GetTypes())
        .Where(t => t.Namespace?.StartsWith("StudentRecords", StringComparison.Ordinal) == true && t.GetCustomAttribute<CompilerGeneratedAttribute>() is null);

    [Fact]
    public void NoTypeOrNamespace_HasANameThatSaysNothing() =>
        Offenders.None(Types.Where(t => Word().Matches(t.FullName!).Any(w => SayNothing.Contains(w.Value))));

    [Fact]
    public void NoFile_HasANameThatSaysNothing() =>
        Offenders.None(SourceFile.All.Where(f => Word().Matches(f.Name).Any(w => SayNothing.Contains(w.Value))));

    /// <summary>A type named as the namespace it is in can no longer be named from outside it (CS0118).</summary>
    [Fact]
    public void NoType_BearsItsAreasName() =>
        Offenders.None(Types.Where(t => !t.IsNested && t.Assembly != typeof(Program).Assembly).Where(t => t.Namespace!.Split('.').Contains(t.Name)));

    [GeneratedRegex("[A-Z][a-z]+")]
    private static partial Regex Word();
}
