using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Integration.Publishing;
using StudentRecords.Tests.House;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration;

/// <summary>The 69 flows by name: each has its contract, what comes in is taken and has samples good and bad, and what goes out is said somewhere.</summary>
public sealed class FlowRollCallTests : IDisposable
{
    /// <summary>Message names that this version does not take, and why.</summary>
    internal static readonly Dictionary<string, string> NotTaken = new()
    {
        ["F011 ApplicationDataSubmitted"] = "applications come through F005 and F045",
    };

    private readonly TestRegistry registry = new();

    internal static string Samples => Path.Combine(Repository.Root, "StudentRecords.Tests", "Integration", "Samples");

    public static TheoryData<string> Sampled => [.. Directory.GetFiles(Samples, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Where(n => FlowCatalogue.Find(n[..4]) is { } flow && flow.Direction != FlowDirection.Out && !flow.IsKeyed).Order(StringComparer.Ordinal)];

    public void Dispose() => registry.Dispose();

    [Fact]
    public void Catalogue_NamesAll69Flows() =>
        Assert.Equal(
            [
                "F001", "F002", "F003", "F004", "F005", "F006", "F007", "F008", "F009", "F010", "F011", "F012", "F013", "F014", "F015", "F016", "F017", "F018", "F019", "F020", "F021", "F022", "F023",
                "F024", "F025", "F026", "F027", "F028", "F029", "F030", "F031", "F032", "F033", "F034", "F035", "F036", "F037", "F038", "F039", "F040", "F041", "F042", "F043", "F044", "F045", "F046",
                "F047", "F048", "F049", "F050", "F051", "F052", "F053", "F055", "F056", "F057", "F058", "F059", "F060", "F061", "F062", "F063", "F064", "F065", "F066", "F067", "F068", "F069", "F070",
            ],
            FlowCatalogue.All.Select(f => f.Code));

    [Fact]
    public void EveryFlow_SaysWhoSendsWhatToWhomAndHowItIsChecked() =>
        Offenders.None(FlowCatalogue.All.Where(f => !SystemCatalogue.Names.ContainsKey(f.From) || !SystemCatalogue.Names.ContainsKey(f.To) || f.MessageNames.Count == 0 || f.ContractVersion < 1
            || new[] { f.Name, f.Owner, f.Sensitivity, f.Promise, f.Channel, f.Reconciliation }.Any(string.IsNullOrWhiteSpace)).Select(f => f.Code));

    [Fact]
    public void NoMessageName_IsUsedTwice() => Offenders.None(FlowCatalogue.All.SelectMany(f => f.MessageNames).GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void EveryInboundMessage_IsTakenOrLeftWithAReason()
    {
        var taken = registry.Get<InboundFlows>().All.SelectMany(f => f.Types.Select(t => $"{f.Flow} {t}")).ToHashSet();
        var named = FlowCatalogue.All.Where(f => f.Direction == FlowDirection.In || f.Type == FlowType.Lateral).SelectMany(f => f.MessageNames.Select(n => $"{f.Code} {n}")).ToHashSet();
        Offenders.None(named.Where(n => taken.Contains(n) == NotTaken.ContainsKey(n)).Concat(taken.Where(t => !named.Contains(t))));
    }

    [Fact]
    public void EveryFlow_HasSamplesGoodAndBad() =>
        Offenders.None(FlowCatalogue.All.Select(f => f.Code).SelectMany(f => (string[])[$"{f}.good.json", $"{f}.bad.json"]).Where(n => !File.Exists(Path.Combine(Samples, n))));

    [Theory]
    [MemberData(nameof(Sampled))]
    public void Samples_AreReadAsTheirNamesSay(string name)
    {
        var (flow, isGood) = (name.Split('.')[0], name.EndsWith(".good", StringComparison.Ordinal));
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Samples, name + ".json")));
        var read = file.RootElement.EnumerateArray().Select(m => (Type: m.GetProperty("type").GetString()!, Arrival: registry.Get<ArrivalReader>().Read(flow, FlowCatalogue.Find(flow)!.From, m.GetRawText(), 1, "test", null, out var turned), Turned: turned)).ToList();
        Offenders.None(read.Where(r => (r.Arrival is { Delivery: not null } && r.Turned is null) != isGood).Select(r => $"{r.Type}: {r.Turned?.Reason} {string.Join(' ', r.Arrival?.Faults.Select(f => f.Sentence) ?? [])}"));
        if (isGood)
        {
            Offenders.None(registry.Get<InboundFlows>().TypesOf(flow).Except(read.Select(r => r.Type)));
        }
    }

    /// <summary>F068 is no message of a system: an external examiner's word is given at the desk, or entered from a form.</summary>
    [Fact]
    public void WhatIsKeyed_IsTheExaminersWord()
    {
        var keyed = Assert.Single(FlowCatalogue.All, f => f.IsKeyed);
        Assert.Equal("F068", keyed.Code);
        Assert.Equal(KeyedContracts.All.Keys, keyed.MessageNames);
    }

    /// <summary>Message names that nothing in this version sends, and why.</summary>
    internal static readonly Dictionary<string, string> NotSent = new()
    {
        ["TimetablingConstraintSet"] = "no adjustment of the record constrains a timetable",
        ["PaymentPlanAgreed"] = "Finance agrees plans of payment and keeps them",
        ["SponsorNoteAdded"] = "notes are keyed in the Home Office's own portal",
        ["CandidateProfileIssued"] = "part of the frozen pack",
        ["ClassificationRecommended"] = "part of the frozen pack",
        ["PreBoardCalculationsShared"] = "seen on the examiner's desk",
        ["BorderlineCandidatesShared"] = "seen on the examiner's desk",
    };

    [Fact]
    public void MessagesNotCarried_AreAllInTheDecision_AndNoOther()
    {
        var named = File.ReadLines(Path.Combine(Repository.Root, "docs", "decisions", "messages-not-carried.md")).Where(l => l.StartsWith("| `", StringComparison.Ordinal)).SelectMany(l => l.Split('|')[1].Split('`').Where((_, i) => i % 2 == 1));
        Assert.Equal(NotTaken.Keys.Select(k => k[5..]).Concat(NotSent.Keys).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryOutboundMessage_IsSaidSomewhereOrLeftWithAReason()
    {
        var said = Words();
        var named = FlowCatalogue.All.Where(f => f.Direction == FlowDirection.Out).SelectMany(f => f.MessageNames).ToList();
        Offenders.None(named.Where(n => said.Contains(n) == NotSent.ContainsKey(n)));
    }

    /// <summary>Every text in the code below the web.</summary>
    private static HashSet<string> Words()
    {
        HashSet<string> words = [];
        foreach (var assembly in (Assembly[])[typeof(Flow).Assembly, typeof(RegistryServices).Assembly])
        {
            using var file = File.OpenRead(assembly.Location);
            using var image = new PEReader(file);
            var metadata = image.GetMetadataReader();
            for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
            {
                words.Add(metadata.GetUserString(handle));
            }
        }

        return words;
    }
}
