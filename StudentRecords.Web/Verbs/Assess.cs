using StudentRecords.Infrastructure.Assessment.Awards;

namespace StudentRecords.Web.Verbs;

/// <summary>Runs one regulation over one profile and prints what comes of it, so that a registry can test its own rules. Touches no database.</summary>
internal static class Assess
{
    public static readonly Verb Verb = new("assess", "FILE.json", "Works one regulation over one profile; prints result and trace as JSON (docs/assess.md).", RunAsync);

    private static async Task<int> RunAsync(IServiceProvider services, VerbArguments args, CancellationToken ct)
    {
        if (args.Plain is not [var path])
        {
            await Console.Error.WriteLineAsync("Name the file that holds regulation and profile.");
            return 2;
        }

        if (!File.Exists(path))
        {
            await Console.Error.WriteLineAsync($"There is no file {path}.");
            return 2;
        }

        var outcome = AssessmentFile.Work(await File.ReadAllTextAsync(path, ct));
        if (outcome.Succeeded)
        {
            Console.WriteLine(outcome.Value);
            return 0;
        }

        foreach (var refusal in outcome.Refusals)
        {
            await Console.Error.WriteLineAsync(refusal.Clause is { } clause ? $"{refusal.Sentence} ({clause})" : refusal.Sentence);
        }

        return 1;
    }
}
