namespace StudentRecords.Infrastructure.Funding.Flows;

/// <summary>Names of what a parked message about money waits for.</summary>
internal static class FundingWaits
{
    public static string Award(string source, string key) => $"award:{source}/{key}";

    /// <summary>Somebody with this number of the loans company.</summary>
    public static string SupportNumber(string number) => $"support:{number}";
}
