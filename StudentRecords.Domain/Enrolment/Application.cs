using StudentRecords.Domain.Students;

namespace StudentRecords.Domain.Enrolment;

/// <summary>Where an application stands (F005, F045); each stage follows the ones before it.</summary>
public enum ApplicationStage
{
    Received,
    Offered,
    Accepted,
    HandedOver,
    Declined,
    Cancelled,
}

/// <summary>An application for a programme, as admissions or UCAS tell it. The record keeps it as where an engagement came from.</summary>
public sealed class Application : IVersioned, IAboutPerson
{
    private Application() { }

    public Application(Person person, string source, string key, string programmeCode, DateOnly entryOn)
    {
        Person = person;
        PersonId = person.Id;
        Source = source;
        Key = key;
        ProgrammeCode = programmeCode;
        EntryOn = entryOn;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long PersonId { get; private set; }

    public Person Person { get; private set; } = null!;

    /// <summary>CRM or UCAS.</summary>
    public string Source { get; private set; } = "";

    /// <summary>The source's application id, unique in the source.</summary>
    public string Key { get; private set; } = "";

    public string ProgrammeCode { get; private set; } = "";

    public DateOnly EntryOn { get; private set; }

    /// <summary>HESA HIGHESTQOE as the applicant gave it; it becomes part of the entry profile.</summary>
    public string? HighestQualification { get; private set; }

    public ApplicationStage Stage { get; private set; }

    /// <summary>The source's newest change number that was taken.</summary>
    public int SourceVersion { get; private set; }

    /// <summary>An accepted reply through UCAS made the engagement, and admissions has not said yet what only it knows (F005).</summary>
    public bool AwaitsHandover { get; private set; }

    /// <summary>What the applicant says of earlier study; null leaves it as it is.</summary>
    public void Qualify(string? highestQualification) => HighestQualification = highestQualification ?? HighestQualification;

    /// <summary>The applicant chose another programme or entry in the place of this one (a substitution); once there is an engagement, that is for the desk.</summary>
    public void Choose(string programmeCode, DateOnly entryOn)
    {
        if (Stage != ApplicationStage.HandedOver)
        {
            (ProgrammeCode, EntryOn) = (programmeCode, entryOn);
        }
    }

    /// <summary>False when the change is older than what is held.</summary>
    public bool Advance(ApplicationStage stage, int sourceVersion)
    {
        if (sourceVersion <= SourceVersion)
        {
            return false;
        }

        // who was handed over is not offered a place anew; that may only end
        Stage = Stage == ApplicationStage.HandedOver && stage < ApplicationStage.HandedOver ? Stage : stage;
        AwaitsHandover &= Stage == ApplicationStage.HandedOver;
        SourceVersion = sourceVersion;
        return true;
    }

    /// <summary>There is an engagement; its source may still amend or cancel it.</summary>
    /// <param name="awaits">The engagement was made by a reply, and admissions is still to hand it over.</param>
    public void HandOver(bool awaits = false) => (Stage, AwaitsHandover) = (ApplicationStage.HandedOver, awaits);
}
