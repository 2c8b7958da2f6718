namespace StudentRecords.Infrastructure.ExamBoards.Letters;

/// <summary>What a transcript says of levels and of the higher education system that it was made in: the frameworks of the nations of the United Kingdom, in short.</summary>
internal static class NationalSystem
{
    /// <summary>The framework's level that a HESA QUALCAT stands for, by its letter; null where the letter says none.</summary>
    public static int? LevelOf(string qualificationCategory) => qualificationCategory is { Length: > 0 } code ? code[0] switch { 'D' => 8, 'L' or 'M' or 'E' => 7, 'H' or 'I' => 6, 'J' => 5, 'C' => 4, _ => null } : null;

    /// <summary>As the report words it.</summary>
    public static string Level(int level, string nation) => nation == "XH"
        ? $"Level {level + 4} of the Scottish Credit and Qualifications Framework"
        : $"Level {level} of the Framework for Higher Education Qualifications of England, Wales and Northern Ireland";

    public static IReadOnlyList<string> Description(string nation) => nation == "XH" ?
    [
        "Degrees in Scotland are awarded by institutions with degree awarding powers and are described by the Scottish Credit and Qualifications Framework (SCQF): Honours degrees at level 10, master's degrees at level 11, doctorates at level 12. An Honours degree usually takes four years of full-time study and 480 credits.",
        "One credit stands for about ten hours of learning; two credits are counted as one credit of the European Credit Transfer and Accumulation System (ECTS).",
        "Institutions are responsible for the standards of their awards. External examiners from other institutions take part in every board that makes an award, and the Quality Assurance Agency for Higher Education reviews how institutions keep standards.",
    ] :
    [
        "Degrees in the United Kingdom are awarded by institutions with degree awarding powers. Their level is described by the Framework for Higher Education Qualifications: certificates of higher education at level 4, diplomas and foundation degrees at level 5, bachelor's degrees with Honours at level 6, master's degrees at level 7, doctorates at level 8. A bachelor's degree with Honours usually takes three years of full-time study and 360 credits; a master's degree 180 credits after it.",
        "One credit stands for about ten hours of learning; two credits are counted as one credit of the European Credit Transfer and Accumulation System (ECTS).",
        "Bachelor's degrees with Honours are classified as First Class, Upper Second Class, Lower Second Class and Third Class. Taught master's degrees may be awarded with Merit or Distinction.",
        "Institutions are responsible for the standards of their awards. External examiners from other institutions take part in every board that makes an award.",
    ];
}
