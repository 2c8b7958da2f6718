using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Web.Verbs;

internal static class MigrateDatabase
{
    public static readonly Verb Verb = new("database migrate", "[--database FILE]", "Brings the database to this build's shape, making it when there is none.", async (services, _, ct) =>
    {
        var isNew = await StoreMigration.MigrateAsync(services, ct);
        Console.WriteLine(isNew ? "The database was made." : "The database is in shape.");
        return 0;
    });
}
