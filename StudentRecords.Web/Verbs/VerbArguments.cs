namespace StudentRecords.Web.Verbs;

/// <summary>What was typed after the program's name: plain words, <c>--options value</c> and <c>--flags</c>.</summary>
public sealed class VerbArguments
{
    private readonly Dictionary<string, string> options = new(StringComparer.OrdinalIgnoreCase);

    private VerbArguments(IReadOnlyList<string> plain) => Plain = plain;

    /// <summary>The words that are no option, in their order.</summary>
    public IReadOnlyList<string> Plain { get; }

    /// <summary>An option takes the next word as its value unless that is an option too; flags therefore stand last or before another option.</summary>
    public static VerbArguments Of(string[] args)
    {
        var plain = new List<string>();
        var read = new VerbArguments(plain);
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                plain.Add(args[i]);
            }
            else if (i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal))
            {
                read.options[args[i][2..]] = args[++i];
            }
            else
            {
                read.options[args[i][2..]] = "";
            }
        }

        return read;
    }

    public bool Has(string flag) => options.ContainsKey(flag);

    /// <summary>The option's value; null when it was not given or has none.</summary>
    public string? Option(string name) => options.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    internal bool StartsWith(string verb)
    {
        var words = verb.Split(' ');
        return Plain.Count >= words.Length && words.SequenceEqual(Plain.Take(words.Length), StringComparer.OrdinalIgnoreCase);
    }

    internal VerbArguments After(string verb)
    {
        var rest = new VerbArguments([.. Plain.Skip(verb.Split(' ').Length)]);
        foreach (var (key, value) in options)
        {
            rest.options[key] = value;
        }

        return rest;
    }
}
