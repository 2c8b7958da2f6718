namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>Names of what a parked message waits for. Persons are named by <see cref="Domain.Integration.Contracts.PersonRef.Key"/>.</summary>
internal static class Waits
{
    public static string Module(string code) => $"module:{code}";

    public static string Programme(string code) => $"programme:{code}";

    public static string Rule(string code) => $"rule:{code}";

    public static string Occurrence(string key) => $"occurrence:{key}";

    public static string Component(string key) => $"component:{key}";

    public static string Registration(long person, long occurrence) => $"registration:{person}/{occurrence}";

    /// <summary>An engagement of the person that is enrolled.</summary>
    public static string Enrolled(long person) => $"enrolled:{person}";

    /// <summary>A hold of the person to be released.</summary>
    public static string Cleared(long person) => $"cleared:{person}";

    public static string Hold(string source, string key) => $"hold:{source}/{key}";

    public static string Application(string source, string key) => $"application:{source}/{key}";

    /// <summary>A filed document that the archive confirms.</summary>
    public static string Archived(string document) => $"archived:{document}";

    public static string Case(string reference) => $"case:{reference}";

    public static string TeachingEvent(string key) => $"event:{key}";

    public static string Flag(string source, string key) => $"flag:{source}/{key}";

    public static string Sitting(string key) => $"sitting:{key}";

    /// <summary>The thesis of a person to be submitted.</summary>
    public static string Thesis(long person) => $"thesis:{person}";

    public static string StaffRole(string key) => $"role:{key}";

    public static string Policy(string key) => $"policy:{key}";
}
