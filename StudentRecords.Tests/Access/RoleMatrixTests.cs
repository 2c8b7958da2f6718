using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Tests.House;
using StudentRecords.Tests.Support;
using StudentRecords.Web.Access;

namespace StudentRecords.Tests.Access;

/// <summary>Every page and every endpoint, asked by every role and by nobody: open exactly to those whom the access table names.</summary>
[Collection(WebCollection.Name)]
public sealed class RoleMatrixTests(WebRegistry web)
{
    /// <summary>The framework's answer to files that are not there; it says nothing and so is closed.</summary>
    private const string NoSuchFile = "{**path:file}";

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Fact]
    public void EveryPage_SaysWhoMayOpenIt() =>
        Offenders.None(typeof(Program).Assembly.GetTypes().Where(t => t.IsDefined(typeof(RouteAttribute), false)
            && !t.GetCustomAttributes(inherit: true).Any(a => a is IAuthorizeData or IAllowAnonymous)));

    [Fact]
    public void EveryEndpoint_SaysWhoMayAskIt() =>
        Offenders.None(Endpoints().Where(e => e.RoutePattern.RawText != NoSuchFile && !e.Metadata.Any(m => m is IAuthorizeData or IAllowAnonymous)).Select(e => e.DisplayName));

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task EveryDoor_OpensToTheRoleIfTheTableSaysSo(Role role)
    {
        using var visitor = await web.SignedInAsync(role);
        List<string> wrong = [];
        foreach (var door in Doors())
        {
            var status = await AskAsync(visitor, door);
            var isOpen = status is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized or HttpStatusCode.Found);
            if (isOpen != MayOpen(door, role))
            {
                wrong.Add($"{door} answered {role} with {(int)status}, table says {(MayOpen(door, role) ? "open" : "closed")}");
            }
        }

        Offenders.None(wrong);
    }

    [Fact]
    public async Task EveryDoor_IsClosedToThoseWhoAreNotSignedIn()
    {
        using var visitor = web.Visitor();
        List<string> wrong = [];
        foreach (var door in Doors().Where(d => d.Needs.Count > 0))
        {
            var status = await AskAsync(visitor, door);
            if (status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Found))
            {
                wrong.Add($"{door} answered nobody with {(int)status}");
            }
        }

        Offenders.None(wrong);
    }

    [Fact]
    public void TheMatrix_HoldsThePagesOfTheProduct()
    {
        var doors = Doors().Select(d => d.Address).ToHashSet();
        Assert.Superset(new HashSet<string> { "/", "/users", "/users.csv" }, doors);
    }

    private static bool MayOpen(Door door, Role role) => door.Needs.All(n => n is not NeedsAttribute needs || AccessTable.For(role, needs.Room) >= needs.Level);

    private static async Task<HttpStatusCode> AskAsync(HttpClient visitor, Door door)
    {
        using var request = new HttpRequestMessage(new HttpMethod(door.Method), door.Address);
        using var answer = await visitor.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode;
    }

    private List<RouteEndpoint> Endpoints()
    {
        _ = web.Server;
        return [.. web.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Distinct()];
    }

    /// <summary>What a person or program can ask for, without assets and what the framework keeps for itself.</summary>
    private List<Door> Doors() =>
    [
        .. from endpoint in Endpoints()
           where !endpoint.Metadata.OfType<IAllowAnonymous>().Any() && endpoint.RoutePattern.RawText is not null
           let address = Fill(endpoint.RoutePattern)
           where !address.StartsWith("/_", StringComparison.Ordinal)
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Where(m => m is not ("HEAD" or "OPTIONS")) ?? ["GET"]
           where endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is null || method == "GET"
           select new Door(method, address, [.. endpoint.Metadata.OfType<IAuthorizeData>()]),
    ];

    private static string Fill(RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        _ => "1",
    }))));

    private sealed record Door(string Method, string Address, IReadOnlyList<IAuthorizeData> Needs)
    {
        public override string ToString() => $"{Method} {Address} ({string.Join(", ", Needs.Select(n => n.Policy))})";
    }
}
