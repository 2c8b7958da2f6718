namespace StudentRecords.Domain.Curriculum;

/// <summary>A module, known by its code. What it says in which year is in its versions.</summary>
public sealed class Module : IVersioned
{
    private readonly List<ModuleVersion> versions = [];

    private Module() { }

    public Module(string code, string faculty)
    {
        Code = code;
        Faculty = faculty;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public string Code { get; private set; } = "";

    public string Faculty { get; private set; } = "";

    public string Title { get; private set; } = "";

    public bool IsRetired { get; private set; }

    public IReadOnlyList<ModuleVersion> Versions => versions;

    public ModuleVersion? Newest => versions.MaxBy(v => v.CatalogueVersion);

    /// <summary>False when this or a later catalogue version is already held.</summary>
    public bool Publish(ModuleVersion version)
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
