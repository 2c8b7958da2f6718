using StudentRecords.Domain.Integration;

namespace StudentRecords.Domain.Support;

/// <summary>A policy or regulation that students are told of (F042): the record shows who was in its scope and who has acknowledged it.</summary>
public sealed class PolicyNotice : ToldRow
{
    private PolicyNotice() { }

    public PolicyNotice(string key) => Key = key;

    public string Title { get; private set; } = "";

    public string Link { get; private set; } = "";

    public DateOnly EffectiveOn { get; private set; }

    public bool NeedsAcknowledgement { get; private set; }

    /// <summary>Code of the programme whose students it concerns; null: all enrolled students.</summary>
    public string? ProgrammeCode { get; private set; }

    /// <summary>Taken back; nobody is asked any more.</summary>
    public bool IsWithdrawn { get; private set; }

    /// <summary>False when the word is not newer than what is held. A new version is acknowledged anew.</summary>
    public bool Take(string title, string link, DateOnly effectiveOn, bool needsAcknowledgement, string? programmeCode, bool isWithdrawn, long sourceVersion)
    {
        if (!IsNews(sourceVersion))
        {
            return false;
        }

        (Title, Link, EffectiveOn, NeedsAcknowledgement, ProgrammeCode, IsWithdrawn) = (title, link, effectiveOn, needsAcknowledgement, programmeCode, isWithdrawn);
        return true;
    }

    /// <summary>An older word that came late says whether it is to be acknowledged; the rest stays as the newest has it. False when it was so already.</summary>
    public bool Ask(bool needsAcknowledgement)
    {
        if (NeedsAcknowledgement == needsAcknowledgement)
        {
            return false;
        }

        NeedsAcknowledgement = needsAcknowledgement;
        return true;
    }
}

/// <summary>A student has acknowledged one version of a policy.</summary>
public sealed class PolicyAcknowledgement : IAboutPerson
{
    private PolicyAcknowledgement() { }

    public PolicyAcknowledgement(long personId, PolicyNotice notice, long version, DateOnly on)
    {
        PersonId = personId;
        NoticeId = notice.Id;
        PolicyVersion = version;
        On = on;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long PersonId { get; private set; }

    public long NoticeId { get; private set; }

    public long PolicyVersion { get; private set; }

    public DateOnly On { get; private set; }
}
