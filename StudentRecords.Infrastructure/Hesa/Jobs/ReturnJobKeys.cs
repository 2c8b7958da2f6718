namespace StudentRecords.Infrastructure.Hesa.Jobs;

/// <summary>Under these keys a step is asked for once at a time.</summary>
internal static class ReturnJobKeys
{
    public static string Build(string collection) => $"hesa-build-{collection}";

    public static string Compare(long returnId) => $"hesa-compare-{returnId}";

    public static string Check(long returnId) => $"hesa-check-{returnId}";

    public static string Submit(long returnId) => $"hesa-submit-{returnId}";
}
