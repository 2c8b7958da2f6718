using System.Globalization;

namespace StudentRecords.Tests.Store;

/// <summary>Some value of a type, where only its type matters.</summary>
internal static class Plausible
{
    public static object? Value(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string))
        {
            return "x";
        }

        if (plain == typeof(DateOnly) || plain == typeof(DateTimeOffset) || plain == typeof(DateTime))
        {
            return plain == typeof(DateOnly) ? new DateOnly(2024, 6, 3) : plain == typeof(DateTime) ? new DateTime(2024, 6, 3) : new DateTimeOffset(2024, 6, 3, 9, 0, 0, TimeSpan.Zero);
        }

        if (plain.IsArray)
        {
            return Filled(plain.GetElementType()!);
        }

        if (plain == typeof(int) || plain == typeof(long) || plain == typeof(decimal))
        {
            // Take(0) is translated into nothing
            return Convert.ChangeType(1, plain, CultureInfo.InvariantCulture);
        }

        if (plain.IsValueType)
        {
            return Activator.CreateInstance(plain);
        }

        return Element(plain) is { } element && plain.IsAssignableFrom(typeof(List<>).MakeGenericType(element))
            ? Activator.CreateInstance(typeof(List<>).MakeGenericType(element), Filled(element))
            : null;
    }

    private static Type? Element(Type type) => type.GetInterfaces().Append(type)
        .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];

    private static Array Filled(Type element)
    {
        var array = Array.CreateInstance(element, 1);
        array.SetValue(Value(element), 0);
        return array;
    }
}
