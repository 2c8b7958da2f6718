namespace StudentRecords.Domain.Integration;

/// <summary>The formats that a receiver's field has agreed on, by the receiving system. A channel that is set to them writes them where there is a word for the message, and JSON for the rest.</summary>
public static class NamedFormats
{
    /// <summary>The system whose accounts are kept by SCIM 2.0 requests.</summary>
    public const string Identity = "IAM";

    /// <summary>What files in the named format are, by system code.</summary>
    public static readonly IReadOnlyDictionary<string, string> Files = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AM"] = "OneRoster 1.2 CSV",
        ["HESA"] = "return XML",
        ["LIB"] = "user XML",
        ["SETS"] = "OneRoster 1.2 CSV",
        ["SLC"] = "the loans company's text file",
        ["TTB"] = "OneRoster 1.2 CSV",
        ["UCAS"] = "UCAS link transactions",
        ["UKVI"] = "sponsorship bulk XML",
        ["VLE"] = "OneRoster 1.2 CSV",
    };

    /// <summary>Whether messages to the system may go this way at all.</summary>
    public static bool Allows(ChannelKind kind, string system) => kind switch
    {
        ChannelKind.Formats => Files.ContainsKey(system),
        ChannelKind.Scim => system == Identity,
        _ => true,
    };
}
