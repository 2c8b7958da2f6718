using StudentRecords.Infrastructure;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components;
using StudentRecords.Web.ExamBoards;
using StudentRecords.Web.Hesa;
using StudentRecords.Web.Hosting;
using StudentRecords.Web.Integration;
using StudentRecords.Web.Students;
using StudentRecords.Web.Verbs;

var builder = RegistryHost.Builder(args);
builder.Services.AddRegistry(builder.Configuration);
builder.Services.AddSignIn(builder.Configuration);
builder.Services.AddPages();
builder.Services.AddListings();
builder.Services.AddHealth();
builder.Services.AddHub();

var app = builder.Build();
if (VerbTable.IsVerb(args))
{
    return await VerbTable.RunAsync(app.Services, args);
}

app.UseSecurityHeaders();
app.UseProblemPages();
app.UseRouting();
app.UseRateLimiter();
app.UseAuthentication();
app.UseAuthorization();
app.UseCaller();
app.UsePasswordChange();
app.UseExaminerDoor();
app.UseAntiforgery();

app.MapStaticAssets().AllowAnonymous();
app.MapHealth();
app.MapHub();
app.MapContracts();
app.MapSession();
app.MapListings();
app.MapPacks();
app.MapDocuments();
app.MapReturnFiles();
app.MapSubjectAccess();
app.MapPages<App>();

await app.StartRegistryAsync();
await app.WaitForShutdownAsync();
return 0;

/// <summary>Named, so that tests can start the application.</summary>
public partial class Program;
