namespace StudentRecords.Benchmarks.Hesa;

/// <summary>A folder for one run, gone afterwards.</summary>
internal sealed class BenchFolder : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("returns-bench").FullName;

    public string File(string name) => Path.Combine(path, name);

    public void Dispose() => Directory.Delete(path, recursive: true);
}

/// <summary>Looks at the process's memory now and then and keeps the most it has seen.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly Timer timer;
    private long most;

    public PeakMemory() => timer = new Timer(_ => Look(), null, 0, 100);

    public double Megabytes
    {
        get
        {
            Look();
            return most / 1e6;
        }
    }

    public void Dispose() => timer.Dispose();

    private void Look() => most = Math.Max(most, Environment.WorkingSet);
}
