namespace StudentRecords.Web.Integration.Simulator.Formats;

/// <summary>The systems that are told in a format of their field, each with the reader of it.</summary>
/// <param name="refuses">The loans company refuses rows on purpose; somebody must be there to decide on them.</param>
internal sealed class FieldReaders(bool refuses)
{
    private readonly Dictionary<string, IFileReader> readers = new(StringComparer.Ordinal)
    {
        ["AM"] = new RosterReader(), ["HESA"] = new ReturnReader(), ["LIB"] = new LibraryReader(), ["SETS"] = new RosterReader(), ["SLC"] = new LoansReader(refuses),
        ["TTB"] = new RosterReader(), ["UCAS"] = new LinkReader(), ["UKVI"] = new SponsorshipReader(), ["VLE"] = new RosterReader(),
    };

    public IFileReader this[string system] => readers[system];
}
