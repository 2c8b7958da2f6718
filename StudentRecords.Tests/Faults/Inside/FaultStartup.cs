using System.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

[assembly: HostingStartup(typeof(StudentRecords.Tests.Faults.Inside.FaultStartup))]

namespace StudentRecords.Tests.Faults.Inside;

/// <summary>
/// Puts the tests' faults into the real application, in a process that was started with a <see cref="FaultPlan"/>; in any other it does
/// nothing. It waits until the application has registered all that it uses, so that those registrations can be put behind others.
/// </summary>
public sealed class FaultStartup : IHostingStartup, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private FaultPlan? plan;

    public void Configure(IWebHostBuilder builder)
    {
        plan = FaultPlan.OfThisProcess();
        if (plan is not null)
        {
            DiagnosticListener.AllListeners.Subscribe(this);
        }
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.Extensions.Hosting")
        {
            value.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Key: "HostBuilding", Value: IHostBuilder host })
        {
            host.ConfigureServices(services => FaultServices.Add(services, plan!));
        }
    }

    public void OnCompleted()
    {
        // listeners end with the process
    }

    public void OnError(Exception error) => throw error;
}
