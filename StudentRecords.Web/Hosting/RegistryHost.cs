using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration.Memory;
using StudentRecords.Web.Verbs;

namespace StudentRecords.Web.Hosting;

/// <summary>Where settings come from and where data lies.</summary>
public static class RegistryHost
{
    /// <summary>A builder with the settings files, then the environment, then the command line, each winning over the one before.</summary>
    public static WebApplicationBuilder Builder(string[] args)
    {
        var isVerb = VerbTable.IsVerb(args);
        var builder = WebApplication.CreateBuilder(isVerb ? [] : args);
        var settings = builder.Configuration;
        // the store tells every statement otherwise and the web every request, also to somebody who runs a verb; settings may ask for it again
        settings.Sources.Insert(0, new MemoryConfigurationSource { InitialData = [new("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Warning"), new("Logging:LogLevel:Microsoft.AspNetCore", "Warning")] });
        settings.AddJsonFile(Path.Combine(AppContext.BaseDirectory, $"appsettings.{builder.Environment.EnvironmentName}.json"), optional: true);
        settings.AddEnvironmentVariables();
        settings.AddCommandLine(isVerb ? [] : args);
        if (isVerb && VerbArguments.Of(args).Option("database") is { } file)
        {
            settings["Database:Path"] = Path.GetFullPath(file);
        }

        if (string.IsNullOrEmpty(settings["Database:Path"]))
        {
            settings["Database:Path"] = Path.Combine(builder.Environment.ContentRootPath, "data", "student-records.db");
        }

        builder.Services.AddDataProtection().SetApplicationName("StudentRecords")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(settings["Database:Path"]!))!, "keys")));
        return builder;
    }
}
