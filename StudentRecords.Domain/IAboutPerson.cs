namespace StudentRecords.Domain;

/// <summary>A row of one person's record: its changes are told in that person's history.</summary>
public interface IAboutPerson
{
    /// <summary>The inner person id (<see cref="Students.Person"/>).</summary>
    long PersonId { get; }
}
