namespace StudentRecords.Domain.Curriculum;

/// <summary>One running of a module in a year and period: what students register on and what a module board considers.</summary>
public sealed class ModuleOccurrence : IVersioned
{
    private readonly List<AssessmentComponent> components = [];

    private ModuleOccurrence() { }

    public ModuleOccurrence(Module module, ModuleVersion version, string key, string academicYear, string period, DateOnly start, DateOnly end, string ruleCode)
    {
        Module = module;
        ModuleVersion = version;
        Key = key;
        AcademicYear = academicYear;
        Period = period;
        Start = start;
        End = end;
        RuleCode = ruleCode;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long ModuleId { get; private set; }

    public Module Module { get; private set; } = null!;

    public long ModuleVersionId { get; private set; }

    public ModuleVersion ModuleVersion { get; private set; } = null!;

    /// <summary>The key by which feeding systems name it, unique: AAA-2013J.</summary>
    public string Key { get; private set; } = "";

    public string AcademicYear { get; private set; } = "";

    /// <summary>The institution's word for the part of the year: Autumn, B, J.</summary>
    public string Period { get; private set; } = "";

    public DateOnly Start { get; private set; }

    public DateOnly End { get; private set; }

    /// <summary>Places; null is without limit.</summary>
    public int? Capacity { get; private set; }

    /// <summary>Code of the mark rule (<see cref="Assessment.MarkRule"/>) that its results are worked by.</summary>
    public string RuleCode { get; private set; } = "";

    /// <summary>Closed to new registrations.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>First day on which it can be chosen; null is from when it is planned.</summary>
    public DateOnly? RegistrationOpens { get; private set; }

    /// <summary>Last day on which it can be chosen; null is without a deadline.</summary>
    public DateOnly? RegistrationCloses { get; private set; }

    /// <summary>Whether those who find it full may wait for a place.</summary>
    public bool HasWaitingList { get; private set; }

    /// <summary>Meeting times as JSON; null where they are not known. Read them with <see cref="Meetings"/>.</summary>
    public string? Slots { get; private set; }

    public IReadOnlyList<AssessmentComponent> Components => components;

    public IReadOnlyList<TeachingSlot> Meetings() => TeachingSlot.Read(Slots);

    public void Add(AssessmentComponent component) => components.Add(component);

    public void Limit(int? capacity) => Capacity = capacity;

    /// <summary>Between which days it can be chosen.</summary>
    public void OpenBetween(DateOnly? opens, DateOnly? closes)
    {
        RegistrationOpens = opens;
        RegistrationCloses = closes;
    }

    public void KeepWaitingList(bool keeps) => HasWaitingList = keeps;

    public void Meet(IReadOnlyList<TeachingSlot> slots) => Slots = TeachingSlot.Write(slots);

    public void Close() => IsClosed = true;
}
