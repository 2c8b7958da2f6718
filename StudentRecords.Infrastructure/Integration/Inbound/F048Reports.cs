using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>F048: the authority's report on a submission. Failures are matched to persons by the SID in their keys; a reference acknowledges the submission.</summary>
internal sealed class F048Reports : InboundFlow<SubmissionReported>
{
    private const string WholeFile = "SUBMISSION";
    private readonly LastWords words = new();
    private Dictionary<(string, int), HesaReturn> returns = [];
    private HashSet<(long, string, string)> known = [];
    private Dictionary<string, long> persons = [];

    public override string Flow => "F048";

    public override IReadOnlyList<string> Types => ["ValidationReportReceived", "SubmissionErrorNotified"];

    protected override void Check(SubmissionReported data, Checks checks) => data.Check(checks);

    protected override string Subject(SubmissionReported data) => $"{data.CollectionRef}/{data.SubmissionNo}";

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<SubmissionReported>> deliveries, CancellationToken ct)
    {
        var collections = deliveries.Select(d => d.Data.CollectionRef).Distinct().ToList();
        returns = await slice.Db.Set<HesaReturn>().Where(r => collections.Contains(r.Collection)).ToDictionaryAsync(r => (r.Collection, r.Sequence), ct);
        await words.LoadAsync(slice, deliveries.Select(Word), ct);
        var ids = returns.Values.Select(r => r.Id).ToList();
        known = (await slice.Db.Set<ReportedFault>().Where(f => ids.Contains(f.ReturnId)).Select(f => new { f.ReturnId, f.Rule, f.Key }).ToListAsync(ct)).Select(f => (f.ReturnId, f.Rule, f.Key)).ToHashSet();
        var sids = deliveries.SelectMany(d => d.Data.Failures).Select(f => SidOf(f.Entity)).OfType<string>().Distinct().ToList();
        persons = (await slice.Db.Set<PersonIdentifier>().Where(i => (i.Kind == IdentifierKinds.Sid || i.Kind == IdentifierKinds.Husid) && sids.Contains(i.Value)).Select(i => new { i.Value, i.PersonId }).ToListAsync(ct))
            .GroupBy(i => i.Value).ToDictionary(g => g.Key, g => g.First().PersonId);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<SubmissionReported> delivery)
    {
        var data = delivery.Data;
        if (!returns.TryGetValue((data.CollectionRef, data.SubmissionNo), out var submitted) || submitted.State < ReturnState.Submitted)
        {
            return Disposition.Quarantine("UNKNOWN_REFERENCE", $"Submission {data.SubmissionNo} of {data.CollectionRef} has not been sent from here.");
        }

        if (data.Error is { Length: > 0 } error)
        {
            Add(slice, submitted, WholeFile, data.CollectionRef, error);
        }

        foreach (var failure in data.Failures)
        {
            Add(slice, submitted, failure.Rule, failure.Entity, failure.Message);
        }

        // findings of each report stand until they are settled; of the reference the newest word does
        if (data.Reference is { Length: > 0 } reference && !words.IsOlder(Word(delivery), delivery.Message.SourceVersion))
        {
            submitted.Acknowledge(reference, slice.Now);
            words.Hear(slice, Word(delivery), delivery.Message.SourceVersion);
        }

        return Disposition.Applied;
    }

    private void Add(FlowSlice slice, HesaReturn submitted, string rule, string key, string sentence)
    {
        if (known.Add((submitted.Id, rule, key)))
        {
            var fault = new ReportedFault(submitted.Id, rule, key, sentence, slice.Now);
            fault.Match(SidOf(key) is { } sid && persons.TryGetValue(sid, out var person) ? person : null);
            slice.Db.Add(fault);
        }
    }

    private static string Word(Delivery<SubmissionReported> delivery) => $"F048/reference/{delivery.Message.BusinessKey}";

    private static string? SidOf(string key) => key.StartsWith("SID=", StringComparison.Ordinal) ? key[4..].Split('/', 2)[0] : null;
}
