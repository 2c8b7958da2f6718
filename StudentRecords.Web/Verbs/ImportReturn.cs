using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Infrastructure.Hesa.Files;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Web.Verbs;

/// <summary>A return file becomes what was last submitted, so that an institution's first compare run has something to go against.</summary>
internal static class ImportReturn
{
    public static readonly Verb Verb = new(
        "hesa import", "OLD.xml [--collection 24056] [--as-it-is] [--database FILE]", "Loads a return file as what was last submitted; with --as-it-is also one whose dates or codes are doubted.", RunAsync);

    private static async Task<int> RunAsync(IServiceProvider services, VerbArguments arguments, CancellationToken ct)
    {
        if (arguments.Plain is not [var path])
        {
            await Console.Error.WriteLineAsync("Name the file that was submitted.");
            return 2;
        }

        if (!File.Exists(path))
        {
            await Console.Error.WriteLineAsync($"There is no file {path}.");
            return 1;
        }

        await StoreMigration.MigrateAsync(services, ct);
        await using var scope = services.CreateAsyncScope();
        var change = new ChangeContext { Caller = Caller.System("COMMAND-LINE"), At = services.GetRequiredService<TimeProvider>().GetUtcNow(), Act = "ImportSubmitted", Reason = $"{Path.GetFileName(path)} is what was last submitted" };
        await using var file = File.OpenRead(path);
        var outcome = await scope.ServiceProvider.GetRequiredService<HesaService>()
            .ImportSubmittedAsync(arguments.Option("collection") ?? CompareFiles.UsualCollection, file, change, arguments.Has("as-it-is"), ct);
        foreach (var refusal in outcome.Refusals)
        {
            await Console.Error.WriteLineAsync(refusal.Sentence);
        }

        if (!outcome.Succeeded)
        {
            await Console.Error.WriteLineAsync("Nothing was taken.");
            return 1;
        }

        Console.WriteLine($"{outcome.Value:N0} entities are what was last submitted now.");
        return 0;
    }
}
