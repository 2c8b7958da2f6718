namespace StudentRecords.Domain.Integration;

/// <summary>The content of a message that ends what it speaks of, or does not, by what it says.</summary>
public interface IMayEnd
{
    /// <param name="message">The message's name, where one content serves several.</param>
    /// <param name="today">The day in the UK.</param>
    bool Ends(string message, DateOnly today);
}
