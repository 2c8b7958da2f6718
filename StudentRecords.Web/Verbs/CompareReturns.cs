using StudentRecords.Domain.Hesa.Compare;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Infrastructure.Hesa.Files;

namespace StudentRecords.Web.Verbs;

/// <summary>Two return files against each other, without a database: for officers who come from another system, and for tests.</summary>
internal static class CompareReturns
{
    public static readonly Verb Verb = new(
        "hesa compare", "--submitted OLD.xml --extract NEW.xml [--collection 24056] --out STATUSES.csv", "Compares two return files and writes the status of each entity and field.", RunAsync);

    private static async Task<int> RunAsync(IServiceProvider services, VerbArguments arguments, CancellationToken ct)
    {
        if (arguments is not { Plain: [] } || arguments.Option("submitted") is not { } submitted || arguments.Option("extract") is not { } extract || arguments.Option("out") is not { } statuses)
        {
            await Console.Error.WriteLineAsync("Name the two files and the one to write: --submitted OLD.xml --extract NEW.xml --out STATUSES.csv.");
            return 2;
        }

        var files = new CompareFiles(services.GetRequiredService<CollectionDefinitions>());
        var outcome = await files.RunAsync(submitted, extract, arguments.Option("collection"), statuses, ct);
        foreach (var refusal in outcome.Refusals)
        {
            await Console.Error.WriteLineAsync(refusal.Sentence);
        }

        if (!outcome.Succeeded)
        {
            return 1;
        }

        foreach (var remark in outcome.Value.Remarks)
        {
            await Console.Error.WriteLineAsync(remark);
        }

        Console.WriteLine(string.Join(", ", Enum.GetValues<EntityStatus>().Select(s => $"{outcome.Value.Counts.GetValueOrDefault(s)} {s}")));
        return 0;
    }
}
