using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Data.SqlClient;

namespace StudentRecords.Tests.Store;

public sealed class SqlClientTests
{
    private const BindingFlags All = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    /// <summary>Interactive Entra ID sign-in needs a package that we do without; the registry signs in as a service.</summary>
    private static readonly string[] DoneWithout = ["ActiveDirectoryAuthenticationProvider.CreateClientAppInstance"];

    /// <summary>A type that is missing shows when a method that needs it is compiled: here, and not at a customer's first bulk copy.</summary>
    [Fact]
    public void SqlClient_HasEveryTypeItNeeds()
    {
        var compiled = 0;
        List<string> broken = [];
        foreach (var method in typeof(SqlConnection).Assembly.GetTypes().Where(t => !t.ContainsGenericParameters).SelectMany(Methods))
        {
            try
            {
                RuntimeHelpers.PrepareMethod(method.MethodHandle);
                compiled++;
            }
            catch (Exception e) when (e is TypeLoadException or FileNotFoundException or FileLoadException or MissingMemberException)
            {
                broken.Add($"{method.DeclaringType!.Name}.{method.Name}: {e.Message}");
            }
        }

        Assert.DoesNotContain(broken, b => !DoneWithout.Any(d => b.StartsWith(d, StringComparison.Ordinal)));
        Assert.True(compiled > 7000, $"only {compiled} methods were found");
    }

    private static IEnumerable<MethodBase> Methods(Type type) =>
        ((IEnumerable<MethodBase>)[.. type.GetMethods(All), .. type.GetConstructors(All)]).Where(m => !m.IsAbstract && !m.ContainsGenericParameters && m.GetMethodBody() is not null);
}
