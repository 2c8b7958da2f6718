using System.Globalization;

namespace StudentRecords.Web.Components.Shared;

/// <summary>Money as it is written: £1,234.50, and a true minus before what is taken back.</summary>
public static class Pounds
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public static string Of(decimal amount) => $"{(amount < 0 ? "−" : "")}£{Math.Abs(amount).ToString("N2", British)}";
}
