using StudentRecords.Web.Hosting;
using StudentRecords.Web.Verbs;

var app = RegistryApplication.Build(args);
if (VerbTable.IsVerb(args))
{
    return await VerbTable.RunAsync(app.Services, args);
}

app.MapRegistry();
await app.StartRegistryAsync();
await app.WaitForShutdownAsync();
return 0;

/// <summary>Named, so that tests can start the application.</summary>
public partial class Program;
