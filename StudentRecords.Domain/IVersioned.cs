namespace StudentRecords.Domain;

/// <summary>A row that two people can edit. The version grows by one with each saved change and is the concurrency token.</summary>
public interface IVersioned
{
    long Version { get; }
}
