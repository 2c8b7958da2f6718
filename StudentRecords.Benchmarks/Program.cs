using StudentRecords.Benchmarks;
using StudentRecords.Benchmarks.Assessment;
using StudentRecords.Benchmarks.ExamBoards;
using StudentRecords.Benchmarks.Hesa;
using StudentRecords.Benchmarks.Hub;

// Each verb measures one thing and its peers in the same run: dotnet run -c Release --project StudentRecords.Benchmarks -- classification
Dictionary<string, Func<string[], Task>> verbs = new(StringComparer.OrdinalIgnoreCase)
{
    ["classification"] = ClassificationBench.RunAsync,
    ["award-board"] = AwardBoardBench.RunAsync,
    ["award-pack"] = AwardBoardBench.DrawAsync,
    ["returns"] = CompareBench.RunAsync,
    ["hub"] = HubBench.RunAsync,
    ["warehouse"] = WarehouseBench.RunAsync,
};

if (args.Length == 0 || !verbs.TryGetValue(args[0], out var run))
{
    Console.Error.WriteLine($"Say what to measure: {string.Join(", ", verbs.Keys)}.");
    return 2;
}

Console.WriteLine(Measured.Machine());
await run(args[1..]);
return 0;
