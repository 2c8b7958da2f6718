using System.Net;
using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Watching;

/// <summary>The list of gaps to the reference model, as a file over HTTP.</summary>
[Collection(WebCollection.Name)]
public sealed class GapListTests(WebRegistry web)
{
    private const string Address = "/flows/variation.csv?f.gap=yes&f.system=CRM";

    [Fact]
    public async Task GapList_IsDownloadedWithWhatDiffersAndNothingElse()
    {
        Assert.Empty((await web.Registry.Get<VariationService>().SetAsync(new SetLocalSystem { System = "CRM", IsOperated = true, Product = "Dynamics", Flows = [new SetLocalFlow("F005", true, "Admissions Desk", null, null)] }, web.Registry.As(Role.IntegrationOperator), default)).Refusals);
        using var operation = await web.SignedInAsync(Role.IntegrationOperator);
        using var answer = await operation.GetAsync(Address);
        Assert.Equal((HttpStatusCode.OK, "text/csv"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var lines = (await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.StartsWith("Flow,Here,What it carries,System,Product,Owner,Promised,", lines[0], StringComparison.Ordinal);
        Assert.Contains("Gap to the model", lines[0], StringComparison.Ordinal);
        var line = Assert.Single(lines, l => l.StartsWith("F005,", StringComparison.Ordinal));
        Assert.Contains("Dynamics,Admissions Desk,", line, StringComparison.Ordinal);
        Assert.Contains("another owner", line, StringComparison.Ordinal);
        Assert.DoesNotContain(lines, l => l.StartsWith("F010,", StringComparison.Ordinal));
        Assert.DoesNotContain(lines.Skip(1), l => !l.Contains("another ", StringComparison.Ordinal) && !l.Contains("not ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task GapList_IsForThoseWhoMaySeeMessages()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            using var visitor = await web.SignedInAsync(role);
            using var answer = await visitor.GetAsync(Address);
            Assert.Equal((role, AccessTable.For(role, Room.FlowMessages) >= Level.See ? HttpStatusCode.OK : HttpStatusCode.Forbidden), (role, answer.StatusCode));
        }

        using var nobody = web.Visitor();
        using var refused = await nobody.GetAsync(Address);
        Assert.Contains(refused.StatusCode, (HttpStatusCode[])[HttpStatusCode.Redirect, HttpStatusCode.Unauthorized]);
    }
}
