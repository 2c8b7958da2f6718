namespace StudentRecords.Web.Verbs;

/// <summary>A thing that the program does on the command line and then ends.</summary>
/// <param name="Name">One or two words, as typed.</param>
/// <param name="Usage">What follows the name.</param>
/// <param name="Does">One sentence.</param>
/// <param name="RunAsync">Gives the exit code.</param>
public sealed record Verb(string Name, string Usage, string Does, Func<IServiceProvider, VerbArguments, CancellationToken, Task<int>> RunAsync);

/// <summary>Every verb, one line each. Without a verb the program serves the record.</summary>
public static class VerbTable
{
    public static readonly IReadOnlyList<Verb> All =
    [
        DemoScale.Verb,
        MigrateDatabase.Verb,
        FirstAdministrator.Verb,
        VerifyAudit.Verb,
        ReplayOulad.Verb,
        TellStateHash.Verb,
        CompareReturns.Verb,
        ImportReturn.Verb,
        Assess.Verb,
        Partners.Verb,
    ];

    public static bool IsVerb(string[] args) => args.Length > 0 && !args[0].StartsWith('-');

    public static async Task<int> RunAsync(IServiceProvider services, string[] args)
    {
        var typed = VerbArguments.Of(args);
        var verb = All.FirstOrDefault(v => typed.StartsWith(v.Name));
        if (verb is null)
        {
            await Console.Error.WriteLineAsync($"There is no '{string.Join(' ', typed.Plain)}'. What there is:");
            foreach (var v in All)
            {
                await Console.Error.WriteLineAsync($"  {v.Name} {v.Usage}".PadRight(58) + v.Does);
            }

            return 2;
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        try
        {
            return await verb.RunAsync(services, typed.After(verb.Name), stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped; what was done so far stands.");
            return 130;
        }
    }
}
