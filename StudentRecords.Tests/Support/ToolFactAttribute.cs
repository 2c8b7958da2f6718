namespace StudentRecords.Tests.Support;

/// <summary>A fact that needs an outside program; skipped, with the reason, where that is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(string tool)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(f => File.Exists(Path.Combine(f, tool)) || File.Exists(Path.Combine(f, tool + ".exe"))))
        {
            Skip = $"{tool} is not installed.";
        }
    }
}
