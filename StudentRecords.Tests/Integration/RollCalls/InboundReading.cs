using System.Text.RegularExpressions;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure;

namespace StudentRecords.Tests.Integration.RollCalls;

/// <summary>What a test of an inbound flow asks, as its source says. What it calls in its own class and in scenes counts; what it asserts stands in the test itself.</summary>
internal sealed partial class InboundReading
{
    /// <summary>What screens and partners ask of the record; the hub's own are not among them, for they tell of messages.</summary>
    private static readonly HashSet<string> PublicQueries =
    [
        .. typeof(RegistryServices).Assembly.GetTypes().Where(t => t is { IsPublic: true, Namespace: not null } && t.Name.EndsWith("Queries", StringComparison.Ordinal) && !$"{t.Namespace}.".StartsWith("StudentRecords.Infrastructure.Integration.", StringComparison.Ordinal)).Select(t => t.Name),
    ];

    private readonly IReadOnlyList<Said> statements;

    public InboundReading(TestSource source, string test) => statements = [.. source.Statements(test).Select(s => new Said(s, source.Reach(s)))];

    /// <summary>A message of the flow goes through a door, or the word of a keyed flow is given, and afterwards something is asserted of a public query's answer.</summary>
    public bool Changes(string flow)
    {
        var answers = Variables(s => s.Asks);
        return statements.SkipWhile(s => !s.Says(flow)).Any(s => s.Asserts && (s.Asks || s.Mentions(answers)));
    }

    /// <summary>What is asserted of a table of the record, and of no query.</summary>
    public IEnumerable<string> OfTables()
    {
        var (answers, rows) = (Variables(s => s.Asks), Variables(s => s is { ReadsTables: true, Asks: false, IsDoor: false }));
        return statements.Where(s => s is { Asserts: true, Asks: false, IsDoor: false } && !s.Mentions(answers) && (s.ReadsTables || s.Mentions(rows))).Select(s => s.Text.Trim());
    }

    /// <summary>A message of the flow is not applied, and its code or reason is asserted by name. That it is stale or a repeat is no refusal.</summary>
    public bool Refuses(string flow)
    {
        var receipts = Variables(s => s.Says(flow) || s.IsKeptOf(flow));
        return statements.Any(s => s.Asserts && s.NamesAReason && (s.Says(flow) || s.IsKeptOf(flow) || s.Mentions(receipts)));
    }

    private HashSet<string> Variables(Func<Said, bool> of) => [.. statements.Where(of).SelectMany(s => s.Assigned)];

    /// <summary>One statement, and what it comes to.</summary>
    private sealed partial record Said(string Text, string Reach)
    {
        public bool Asserts => Text.Contains("Assert.", StringComparison.Ordinal);

        public bool Asks { get; } = Query().Matches(Reach).Any(m => PublicQueries.Contains(m.Groups[1].Value));

        /// <summary>Messages have tables of their own.</summary>
        public bool ReadsTables { get; } = Table().IsMatch(Reach);

        /// <summary>Something is told here; what it reads besides, it reads to say it.</summary>
        public bool IsDoor { get; } = Door().IsMatch(Reach);

        public bool NamesAReason { get; } = Reason().IsMatch(Text) && Named().IsMatch(Text);

        public IEnumerable<string> Assigned => Assignment().Matches(Text).SelectMany(m => Word().Matches(m.Groups[1].Value)).Select(m => m.Value);

        public bool Says(string flow) => IsDoor && (Names(flow) || (FlowCatalogue.Find(flow)!.IsKeyed && Reach.Contains(".EnterSignedFormAsync(", StringComparison.Ordinal)));

        /// <summary>Reads what was kept of the flow's messages.</summary>
        public bool IsKeptOf(string flow) => Reach.Contains("Set<InboxMessage>", StringComparison.Ordinal) && Names(flow);

        public bool Mentions(HashSet<string> variables) => Word().Matches(Text).Any(m => variables.Contains(m.Value));

        private bool Names(string flow) => Reach.Contains($"\"{flow}\"", StringComparison.Ordinal);

        [GeneratedRegex(@"Get<(\w+)>\(\)")]
        private static partial Regex Query();

        [GeneratedRegex(@"\bSet<(?!InboxMessage>|OutboxMessage>)")]
        private static partial Regex Table();

        [GeneratedRegex(@"<HubDoor>\(\)\.SubmitAsync\(|\.PostAsync\(|\.EnterSignedFormAsync\(")]
        private static partial Regex Door();

        [GeneratedRegex(@"\.(?:Code|ReasonCode|Reason|Faults|Refusals)\b|Codes\(")]
        private static partial Regex Reason();

        [GeneratedRegex(@"""(?!STALE""|F\d{3}"")[A-Z]{2}[A-Z_]{2,}""")]
        private static partial Regex Named();

        [GeneratedRegex(@"(?:^|\n)\s*(?:foreach \()?(?:var |[A-Z]\w* )?(\w+|\([\w, ]+\)) (?:= |in )")]
        private static partial Regex Assignment();

        [GeneratedRegex(@"(?<![\w.""])[a-z]\w*\b")]
        private static partial Regex Word();
    }
}
