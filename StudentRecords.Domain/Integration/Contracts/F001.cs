using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F001 ModuleCatalogueUpdated: a version of a module and its runnings.</summary>
public sealed record ModuleCatalogueUpdated
{
    public required string Module { get; init; }
    public required string Faculty { get; init; }
    public required int CatalogueVersion { get; init; }
    public required string FromYear { get; init; }
    public required string Title { get; init; }
    public required decimal Credits { get; init; }
    public required int Level { get; init; }
    public required string Hecos { get; init; }
    public required string CostCentre { get; init; }
    public IReadOnlyList<OccurrencePlan> Occurrences { get; init; } = [];

    /// <summary>Null in messages of senders that do not tell requisites.</summary>
    public ModuleRequisites? Requisites { get; init; }

    public void Check(Checks checks)
    {
        checks.Text("/module", Module).Text("/faculty", Faculty).Text("/title", Title)
            .That(Calendar.AcademicYear.TryParse(FromYear, out _), "/fromYear", "must be an academic year such as 2023/24.")
            .That(CatalogueVersion > 0, "/catalogueVersion", "must be 1 or more.")
            .Between("/credits", Credits, 0, 360).Between("/level", Level, 3, 8)
            .That(Hecos is { Length: 6 } && Hecos.All(char.IsAsciiDigit), "/hecos", "must be a six-digit HECoS code.")
            .That(CostCentre is { Length: 3 } && CostCentre.All(char.IsAsciiDigit), "/costCentre", "must be a three-digit cost centre.");
        for (var i = 0; i < Occurrences.Count; i++)
        {
            Occurrences[i].Check(checks, $"/occurrences/{i}");
        }
    }
}

/// <summary>A running of a module as the catalogue plans it.</summary>
public sealed record OccurrencePlan
{
    public required string Key { get; init; }
    public required string AcademicYear { get; init; }
    public required string Period { get; init; }
    public required DateOnly Start { get; init; }
    public required DateOnly End { get; init; }
    public required string Rule { get; init; }
    public int? Capacity { get; init; }
    public DateOnly? RegistrationOpens { get; init; }
    public DateOnly? RegistrationCloses { get; init; }
    public bool WaitingList { get; init; }

    /// <summary>Meeting times, where they are known when the running is planned.</summary>
    public IReadOnlyList<TeachingSlot> Slots { get; init; } = [];
    public IReadOnlyList<ComponentPlan> Components { get; init; } = [];

    internal void Check(Checks checks, string at)
    {
        checks.Text($"{at}/key", Key, 60).Text($"{at}/period", Period, 40).Text($"{at}/rule", Rule, 60)
            .That(Calendar.AcademicYear.TryParse(AcademicYear, out _), $"{at}/academicYear", "must be an academic year such as 2023/24.")
            .That(End > Start, $"{at}/end", "must be after the start.")
            .That(Capacity is null or >= 0, $"{at}/capacity", "must not be less than nought.")
            .That(RegistrationCloses is null || RegistrationOpens is null || RegistrationCloses >= RegistrationOpens, $"{at}/registrationCloses", "must not be before registration opens.")
            .That(Slots.All(s => s.Until > s.From), $"{at}/slots", "must each end after they begin.");
        for (var i = 0; i < Components.Count; i++)
        {
            checks.Text($"{at}/components/{i}/key", Components[i].Key, 60).Between($"{at}/components/{i}/weight", Components[i].Weight, 0, 100);
        }
    }
}

/// <summary>An assessed part of a planned running.</summary>
public sealed record ComponentPlan
{
    public required string Key { get; init; }
    public required string Title { get; init; }
    public required ComponentKind Kind { get; init; }

    /// <summary>Per cent of its own scale.</summary>
    public required decimal Weight { get; init; }
    public DateOnly? DueOn { get; init; }
}

/// <summary>F001 ProgrammeCataloguePublished: a version of a programme; it waits until every module that it names is known.</summary>
public sealed record ProgrammeCataloguePublished
{
    public required string Programme { get; init; }
    public required string Faculty { get; init; }
    public required int CatalogueVersion { get; init; }
    public required string FromYear { get; init; }
    public required string Title { get; init; }
    public required string Award { get; init; }
    public required string QualificationCategory { get; init; }
    public required string Hecos { get; init; }
    public required int Credits { get; init; }
    public required decimal NormalYears { get; init; }
    public IReadOnlyList<string> Modules { get; init; } = [];

    /// <summary>Null in messages of senders that do not tell structures.</summary>
    public ProgrammeStructure? Structure { get; init; }

    public void Check(Checks checks) => checks.Text("/programme", Programme).Text("/faculty", Faculty).Text("/title", Title).Text("/award", Award)
        .That(Calendar.AcademicYear.TryParse(FromYear, out _), "/fromYear", "must be an academic year such as 2023/24.")
        .That(CatalogueVersion > 0, "/catalogueVersion", "must be 1 or more.")
        .That(QualificationCategory is { Length: 5 }, "/qualificationCategory", "must be a HESA QUALCAT of five characters.")
        .That(Hecos is { Length: 6 } && Hecos.All(char.IsAsciiDigit), "/hecos", "must be a six-digit HECoS code.")
        .Between("/credits", Credits, 0, 720).Between("/normalYears", NormalYears, 0.25m, 12)
        .That(Structure is null || Structure.Stages.All(s => s.Year is >= 1 and <= 12), "/structure/stages", "must be of the years 1 to 12.");
}

/// <summary>F001 RequisiteRuleChanged: a new version of a module that differs from the one before in nothing but its requisites.</summary>
public sealed record RequisiteRuleChanged
{
    public required string Module { get; init; }
    public required int CatalogueVersion { get; init; }
    public required string FromYear { get; init; }
    public required ModuleRequisites Requisites { get; init; }

    public void Check(Checks checks) => checks.Text("/module", Module)
        .That(Calendar.AcademicYear.TryParse(FromYear, out _), "/fromYear", "must be an academic year such as 2023/24.")
        .That(CatalogueVersion > 0, "/catalogueVersion", "must be 1 or more.");
}

/// <summary>F001 StructureRetired: closed to new engagements or registrations, never deleted.</summary>
public sealed record StructureRetired
{
    /// <summary>Programme, Module or Occurrence.</summary>
    public required string Kind { get; init; }
    public required string Code { get; init; }

    public void Check(Checks checks) => checks.Text("/code", Code)
        .That(Kind is "Programme" or "Module" or "Occurrence", "/kind", "must be Programme, Module or Occurrence.");
}
