using System.Text.Json;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Jobs;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Support.Flows;

/// <summary>
/// F042: policies and regulations that students are told of. A new version is acknowledged anew by those who were asked before; one that is withdrawn asks nobody
/// any more. In whatever order the words come: what was asked in one version and not ended by a later one is asked of the newest. The audience hears of it by
/// the portal (F012), by a job of the same transaction.
/// </summary>
internal sealed class F042Policies : ToldFlow<PolicyTold, PolicyNotice>
{
    private readonly LastWords words = new();

    public override string Flow => "F042";

    public override IReadOnlyList<string> Types => ["PolicyPublished", "RegulationChanged", "AcknowledgementRequired", "PolicyWithdrawn"];

    protected override void Check(PolicyTold data, Checks checks) => data.Check(checks);

    protected override PersonRef? Who(PolicyTold data) => null;

    protected override string Subject(PolicyTold data) => data.Policy;

    protected override string KeyOf(Delivery<PolicyTold> delivery) => delivery.Data.Policy;

    protected override Task LoadMoreAsync(FlowSlice slice, IReadOnlyList<Delivery<PolicyTold>> deliveries, CancellationToken ct) =>
        words.LoadAsync(slice, deliveries.SelectMany(d => (string[])[Asked(d.Data.Policy), Ended(d.Data.Policy)]), ct);

    protected override Disposition Take(FlowSlice slice, Delivery<PolicyTold> delivery, PolicyNotice? held)
    {
        var (data, type) = (delivery.Data, delivery.Message.Type);
        var isAsked = IsAsked(slice, delivery, held);
        held ??= Keep(slice, new PolicyNotice(data.Policy));
        held.Take(data.Title, data.Link, data.EffectiveOn, isAsked, data.Programme, type == "PolicyWithdrawn", delivery.Message.SourceVersion);
        slice.Arrived.Add(Waits.Policy(data.Policy));
        return Tell(slice, held);
    }

    protected override Disposition TakeLate(FlowSlice slice, Delivery<PolicyTold> delivery, PolicyNotice held) => held.Ask(IsAsked(slice, delivery, held)) ? Tell(slice, held) : Disposition.Stale;

    /// <summary>Whether an acknowledgement was asked for after the last withdrawal, of all that was told so far.</summary>
    private bool IsAsked(FlowSlice slice, Delivery<PolicyTold> delivery, PolicyNotice? held)
    {
        var (asked, ended, version) = (Asked(delivery.Data.Policy), Ended(delivery.Data.Policy), delivery.Message.SourceVersion);
        // asked for before words were kept
        if (held is { NeedsAcknowledgement: true } && words.IsNews(asked, 1))
        {
            words.Hear(slice, asked, held.SourceVersion);
        }

        if (delivery.Message.Type is "AcknowledgementRequired" or "PolicyWithdrawn")
        {
            var word = delivery.Message.Type == "PolicyWithdrawn" ? ended : asked;
            if (words.IsNews(word, version))
            {
                words.Hear(slice, word, version);
            }
        }

        return words.Of(asked) > words.Of(ended);
    }

    private static Disposition Tell(FlowSlice slice, PolicyNotice notice)
    {
        if (notice is { NeedsAcknowledgement: true, IsWithdrawn: false })
        {
            slice.Db.Add(new JobRequest(nameof(PolicyNoticesJob), JsonSerializer.Serialize(new PolicyAudience(notice.Key), JsonSerializerOptions.Web), null, "F042", slice.Now));
        }

        return Disposition.Applied;
    }

    private static string Asked(string policy) => $"F042/asked/{policy}";

    private static string Ended(string policy) => $"F042/ended/{policy}";
}
