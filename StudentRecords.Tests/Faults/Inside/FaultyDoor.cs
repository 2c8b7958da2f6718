using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace StudentRecords.Tests.Faults.Inside;

/// <summary>Stands before the application's own door. Takes away <see cref="Guard.AcknowledgeAfterCommit"/>: the sender is answered as soon as the message has been read.</summary>
internal sealed class FaultyDoor(Signals signals) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(PassAsync);
        next(app);
    };

    private async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.Path.StartsWithSegments("/hub", StringComparison.Ordinal))
        {
            context.Request.EnableBuffering();
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Request.Body.Position = 0;
            signals.Pass(KillPoint.AfterReceive);
            if (signals.Lacks(Guard.AcknowledgeAfterCommit))
            {
                await AnswerAsync(context);
            }
        }

        await next(context);
    }

    /// <summary>What the application answers later is heard by nobody.</summary>
    private static async Task AnswerAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        await context.Response.CompleteAsync();
        context.Features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
    }
}
