using System.Reflection;
using System.Runtime.CompilerServices;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Integration.Publishing;

/// <summary>Runs a contract's checks over a message in which everything is filled in once, and writes down what they ask.</summary>
internal static class ContractProbe
{
    private const int Deepest = 6;

    public static ILookup<string, Limit> Limits(ContractVersion contract)
    {
        List<Limit> limits = [];
        contract.Check(Filled(contract.Content, 0)!, new Checks(DateOnly.MaxValue, limits));
        return limits.Distinct().ToLookup(l => l.Pointer);
    }

    private static object? Filled(Type declared, int depth)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type == typeof(string))
        {
            return "x";
        }

        if (type.IsEnum)
        {
            return Enum.GetValues(type).GetValue(0);
        }

        if (type.IsValueType)
        {
            return Activator.CreateInstance(type);
        }

        if (depth == Deepest)
        {
            return null;
        }

        return ElementOf(type) is { } element ? ListOf(element, depth) : type.IsInterface || type.IsAbstract ? null : Record(type, depth);
    }

    private static Type? ElementOf(Type type) => type.IsArray ? type.GetElementType() : type.IsGenericType && type.GetGenericArguments().Length == 1 && type.IsAssignableFrom(type.GetGenericArguments()[0].MakeArrayType()) ? type.GetGenericArguments()[0] : null;

    private static Array ListOf(Type element, int depth)
    {
        var list = Array.CreateInstance(element, 1);
        list.SetValue(Filled(element, depth + 1), 0);
        return list;
    }

    private static object Record(Type type, int depth)
    {
        var made = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite && p.GetIndexParameters().Length == 0))
        {
            property.SetValue(made, Filled(property.PropertyType, depth + 1));
        }

        return made;
    }
}
