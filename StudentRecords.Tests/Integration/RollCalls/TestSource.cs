using System.Text;
using System.Text.RegularExpressions;
using StudentRecords.Tests.House;

namespace StudentRecords.Tests.Integration.RollCalls;

/// <summary>The source of a class of tests or of a scene: its members by their names, and what their words come to through the members they call, here and in scenes.</summary>
internal sealed partial class TestSource
{
    private static readonly ILookup<string, SourceFile> Files = SourceFile.All.Where(f => f.Project == "Tests" && f.Is(".cs")).ToLookup(f => f.Name);
    private static readonly Dictionary<string, TestSource> Known = [];

    private readonly string name;
    private readonly ILookup<string, string> members;
    private readonly ILookup<string, string> kinds;

    /// <param name="name">Tells this source from others.</param>
    /// <param name="text">As it is written in its file.</param>
    public TestSource(string name, string text)
    {
        this.name = name;
        members = Member().Matches(text).ToLookup(m => m.Groups["name"].Value, m => m.Value);
        kinds = Declared().Matches(text).ToLookup(m => m.Groups["name"].Value, m => m.Groups["kind"].Value);
    }

    public static TestSource Of(Type type) => Read(Files[type.Name].Single(f => f.Folders.Prepend("StudentRecords.Tests").SequenceEqual(type.Namespace!.Replace("StudentRecords.Tests", "StudentRecords#Tests", StringComparison.Ordinal).Split('.').Select(p => p.Replace('#', '.')))));

    /// <summary>What is written between the braces of a member, or behind its arrow.</summary>
    public string Body(string member) => string.Concat(members[member].Select(text => Head().Replace(text, "", 1)));

    /// <summary>One after the other, without their semicolons.</summary>
    public IReadOnlyList<string> Statements(string member) => [.. End().Split(Body(member)).Where(s => s.Trim(' ', '\n', '{', '}').Length > 0)];

    /// <summary>The text, with the text of every member that it calls, and of those that they call.</summary>
    public string Reach(string text)
    {
        var reached = new StringBuilder(text);
        HashSet<(string, string)> seen = [];
        Queue<(TestSource Source, string Text)> waiting = new([(this, text)]);
        while (waiting.TryDequeue(out var at))
        {
            foreach (var (source, member) in at.Source.Called(at.Text).Where(c => seen.Add((c.Source.name, c.Member))))
            {
                reached.Append('\n').Append(source.Body(member));
                waiting.Enqueue((source, source.Body(member)));
            }
        }

        return reached.ToString();
    }

    /// <summary>Members of this source, of what is declared here by a type of the tests, and of what is made and asked at once.</summary>
    private IEnumerable<(TestSource Source, string Member)> Called(string text) =>
        Own().Matches(text).Select(m => (Source: this, Member: m.Value))
            .Concat(OfAnother().Matches(text).SelectMany(m => kinds[m.Groups["name"].Value].SelectMany(Scenes).Select(s => (Source: s, Member: m.Groups["member"].Value))))
            .Concat(OfNew().Matches(text).SelectMany(m => Scenes(m.Groups["kind"].Value).Select(s => (Source: s, Member: m.Groups["member"].Value))))
            .Where(c => c.Source.members.Contains(c.Member)).Distinct();

    private static IEnumerable<TestSource> Scenes(string kind) => Files[kind].Count() == 1 ? [Read(Files[kind].Single())] : [];

    private static TestSource Read(SourceFile file)
    {
        lock (Known)
        {
            return Known.TryGetValue(file.Path, out var source) ? source : Known[file.Path] = new TestSource(file.Path, file.Text);
        }
    }

    /// <summary>From the line on which a member is declared to the next line that stands as far out.</summary>
    [GeneratedRegex(@"^    (?:public|private|internal|protected)\b[^\n]*? (?<name>\w+)(?:<\w+>)?(?:\(|(?= =>))[^\n]*\n(?:(?:        [^\n]*|    [{}][^\n]*)?\n)*", RegexOptions.Multiline)]
    private static partial Regex Member();

    [GeneratedRegex(@"^[^\n]*?(?:\n    \{\n|=>)")]
    private static partial Regex Head();

    [GeneratedRegex(@";[ ]*(?://[^\n]*)?\n")]
    private static partial Regex End();

    [GeneratedRegex(@"\b(?<kind>[A-Z]\w*) (?<name>\w+)\b|\bvar (?<name>\w+) = (?:await )?(?:new )?(?<kind>[A-Z]\w*)[.(]")]
    private static partial Regex Declared();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*\b")]
    private static partial Regex Own();

    [GeneratedRegex(@"\b(?<name>\w+)(?=\.(?<member>[A-Z]\w*))")]
    private static partial Regex OfAnother();

    [GeneratedRegex(@"\bnew (?<kind>[A-Z]\w*)\([^()]*\)\.(?<member>[A-Z]\w*)")]
    private static partial Regex OfNew();
}
