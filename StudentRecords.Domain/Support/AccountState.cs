using StudentRecords.Domain.Integration;

namespace StudentRecords.Domain.Support;

/// <summary>A student's account as Identity tells it (F022). No password or other secret is ever taken.</summary>
public sealed class AccountState : ToldOfPerson
{
    private AccountState() { }

    public AccountState(long personId, string key)
    {
        PersonId = personId;
        Key = key;
    }

    public string? Username { get; private set; }

    public bool IsLocked { get; private set; }

    /// <summary>Groups or roles that the account has, parted by commas.</summary>
    public string Roles { get; private set; } = "";

    /// <summary>The last message's name and day.</summary>
    public string LastEvent { get; private set; } = "";

    public DateOnly On { get; private set; }

    /// <summary>False when the word is not newer than what is held. What it does not say stays.</summary>
    public bool Take(string lastEvent, string? username, bool? isLocked, string? roles, DateOnly on, long sourceVersion)
    {
        if (!IsNews(sourceVersion))
        {
            return false;
        }

        (LastEvent, Username, IsLocked, Roles, On) = (lastEvent, username ?? Username, isLocked ?? IsLocked, roles ?? Roles, on);
        return true;
    }

    /// <summary>The service desk locked or unlocked it; Identity's newer day stands.</summary>
    public void Tell(string lastEvent, bool isLocked, DateOnly on)
    {
        if (on >= On)
        {
            (LastEvent, IsLocked, On) = (lastEvent, isLocked, on);
        }
    }
}

/// <summary>Something that happened to a student's account, as the service desk or Identity tells it (F022, F044), seen alike by registry and support.</summary>
public sealed class AccountNote : ToldOfPerson
{
    private AccountNote() { }

    public AccountNote(long personId, string source, string key)
    {
        PersonId = personId;
        Source = source;
        Key = key;
    }

    public string Source { get; private set; } = "";

    /// <summary>The message's name.</summary>
    public string Kind { get; private set; } = "";

    public string Text { get; private set; } = "";

    public DateOnly On { get; private set; }

    /// <summary>False when the word is not newer than what is held.</summary>
    public bool Take(string kind, string text, DateOnly on, long sourceVersion)
    {
        if (!IsNews(sourceVersion))
        {
            return false;
        }

        (Kind, Text, On) = (kind, text, on);
        return true;
    }
}
