using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace StudentRecords.Benchmarks;

/// <summary>Times something several times over and tells the best and the middle run, so that a neighbour's load does not decide.</summary>
public static class Measured
{
    public static string Machine() => $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription.Trim()}, {Environment.ProcessorCount} cores";

    /// <param name="what">What is measured, for the line that is printed.</param>
    /// <param name="units">How many of them one run does.</param>
    /// <param name="unit">Their name, in the plural.</param>
    /// <param name="run">One run.</param>
    /// <param name="runs">How many runs, after two that warm up.</param>
    public static void PerSecond(string what, int units, string unit, Action run, int runs = 9)
    {
        run();
        run();
        var times = new List<TimeSpan>(runs);
        long allocated = 0;
        for (var i = 0; i < runs; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            run();
            times.Add(watch.Elapsed);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-64} best {units / times[0].TotalSeconds,12:N0} {unit}/s   middle {units / times[runs / 2].TotalSeconds,12:N0} {unit}/s   {allocated / (double)units / 1024,8:N1} KB each"));
    }
}
