namespace StudentRecords.Domain.Curriculum;

/// <summary>A programme of study, known by its code for as long as it exists. What it says in which year is in its versions.</summary>
public sealed class Programme : IVersioned
{
    private readonly List<ProgrammeVersion> versions = [];

    private Programme() { }

    public Programme(string code, string faculty)
    {
        Code = code;
        Faculty = faculty;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public string Code { get; private set; } = "";

    /// <summary>Faculty code; data scopes are by faculty and programme.</summary>
    public string Faculty { get; private set; } = "";

    /// <summary>Title of the newest version.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Closed to new engagements; nothing is ever deleted.</summary>
    public bool IsRetired { get; private set; }

    public IReadOnlyList<ProgrammeVersion> Versions => versions;

    public ProgrammeVersion? Newest => versions.MaxBy(v => v.CatalogueVersion);

    /// <summary>False when this or a later catalogue version is already held.</summary>
    public bool Publish(ProgrammeVersion version)
    {
        if (versions.Any(v => v.CatalogueVersion >= version.CatalogueVersion))
        {
            return false;
        }

        versions.Add(version);
        Title = version.Title;
        return true;
    }

    public void Retire() => IsRetired = true;
}
