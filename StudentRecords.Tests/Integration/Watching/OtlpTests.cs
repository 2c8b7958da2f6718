using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Watching;

/// <summary>What leaves by OTLP, as a collector on this machine receives it: the service, spans and counts of the hub, and nobody's number.</summary>
public sealed class OtlpTests : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, string> heard = new();
    private readonly TaskCompletionSource counted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication collector = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http2));
        collector = builder.Build();
        collector.Run(HearAsync);
        await collector.StartAsync();
    }

    public async Task DisposeAsync() => await collector.DisposeAsync();

    [Fact]
    public async Task Collector_ReceivesSpansAndCountsOfAMessage_WithoutWhomItIsAbout()
    {
        const string Number = "A-77120-X";
        await using (var site = new TestSite(new Dictionary<string, string?> { ["Telemetry:Otlp"] = collector.Urls.Single() }))
        {
            var vle = await HubSender.OfAsync(site, "VLE");
            using var answer = await vle.PostAsync("F016", Messages.Mark(Number, 61m));
            Assert.Equal(1, await site.ReadAsync(db => Task.FromResult(db.Set<InboxMessage>().Count())));
        }

        // what is left leaves when the application stops, spans first; the host may still be stopping
        await counted.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.All(heard.Values, said => Assert.DoesNotContain(Number, said, StringComparison.Ordinal));

        Assert.Contains("student-records", heard["TraceService"], StringComparison.Ordinal);
        Assert.Contains(HubTelemetry.Name, heard["TraceService"], StringComparison.Ordinal);
        Assert.Contains("hub.unit", heard["TraceService"], StringComparison.Ordinal);
        Assert.Contains("hub.messages.settled", heard["MetricsService"], StringComparison.Ordinal);
        Assert.Contains("F016", heard["MetricsService"], StringComparison.Ordinal);
    }

    /// <summary>A call of gRPC: <c>/opentelemetry.proto.collector.trace.v1.TraceService/Export</c>, five bytes and a message; the answer is an empty one.</summary>
    private async Task HearAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        heard.AddOrUpdate(http.Request.Path.Value!.Split('/', '.')[^2], _ => Encoding.Latin1.GetString(body.ToArray()), (_, before) => before + Encoding.Latin1.GetString(body.ToArray()));
        if (heard.ContainsKey("MetricsService"))
        {
            counted.TrySetResult();
        }

        http.Response.ContentType = "application/grpc";
        http.Response.DeclareTrailer("grpc-status");
        await http.Response.Body.WriteAsync(new byte[5]);
        http.Response.AppendTrailer("grpc-status", "0");
    }
}
