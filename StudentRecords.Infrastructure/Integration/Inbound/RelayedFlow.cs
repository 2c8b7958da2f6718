using System.Text.Json;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>A flow between two other systems: its contract is checked and its content handed on as it came. It can change nothing in the record; the unit sees to it.</summary>
internal interface IRelayed : IInboundFlow;

/// <summary>Common part of relayed flows.</summary>
internal abstract class RelayedFlow<TData>(string flow, string to, IReadOnlyList<string> types) : InboundFlow<TData>, IRelayed
    where TData : class
{
    public sealed override string Flow => flow;

    public sealed override IReadOnlyList<string> Types => types;

    protected override Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<TData>> deliveries, CancellationToken ct) => Task.CompletedTask;

    protected override Disposition Apply(FlowSlice slice, Delivery<TData> delivery)
    {
        var message = delivery.Message;
        using var envelope = JsonDocument.Parse(message.Raw);
        slice.Tell(new OutboxMessage(flow, to, message.Type, $"{message.BusinessKey}/{message.SourceVersion}", message.BusinessKey, envelope.RootElement.GetProperty("data").GetRawText(), null, slice.Now, null, message.CorrelationId));
        return Disposition.Applied;
    }
}

/// <summary>F055 to F057: batches of figures for analytics.</summary>
internal abstract class RelayedBatches(string flow, string type) : RelayedFlow<AnalyticsBatch>(flow, "BI", [type])
{
    protected override void Check(AnalyticsBatch data, Checks checks) => data.Check(checks);

    protected override string Subject(AnalyticsBatch data) => $"{data.Dataset}/{data.Batch}";
}

/// <summary>Learning analytics from the learning environment.</summary>
internal sealed class F055Analytics() : RelayedBatches("F055", "LearningAnalyticsBatch");

/// <summary>Trends from attendance monitoring.</summary>
internal sealed class F056Trends() : RelayedBatches("F056", "AttendanceTrendsBatch");

/// <summary>Feeds from the data warehouse.</summary>
internal sealed class F057Feeds() : RelayedBatches("F057", "ConsolidatedAnalyticsFeed");
