namespace StudentRecords.Tests.Browser;

/// <summary>A test that needs Chromium: skipped, and counted as skipped, on a machine without; on the build server it fails there.</summary>
public sealed class FactInBrowserAttribute : FactAttribute
{
    public FactInBrowserAttribute() => Skip = Missing.Browser;
}

/// <inheritdoc cref="FactInBrowserAttribute"/>
public sealed class TheoryInBrowserAttribute : TheoryAttribute
{
    public TheoryInBrowserAttribute() => Skip = Missing.Browser;
}

file static class Missing
{
    public static string? Browser => BrowserFixture.Chromium is null && Environment.GetEnvironmentVariable("CI") != "true" ? "There is no Chromium; set CHROMIUM." : null;
}
