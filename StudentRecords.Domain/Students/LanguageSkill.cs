namespace StudentRecords.Domain.Students;

/// <summary>How well somebody knows a language that a return asks for (HESA LanguageProficiency).</summary>
public sealed class LanguageSkill : ReturnedFact, IAboutPerson
{
    private LanguageSkill() { }

    public LanguageSkill(Person person, DateOnly from, string language, string proficiency)
    {
        PersonId = person.Id;
        From = from;
        Language = language;
        Proficiency = proficiency;
    }

    public long PersonId { get; private set; }

    /// <summary>HESA LANGPROFICIENCYID.</summary>
    public string Language { get; private set; } = "";

    /// <summary>HESA PROFICIENCYTYPE.</summary>
    public string Proficiency { get; private set; } = "";
}
