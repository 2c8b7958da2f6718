namespace StudentRecords.Benchmarks.Hub;

/// <summary>A student whom systems send messages about.</summary>
/// <param name="Occurrence">Key of a module occurrence that the student is on.</param>
/// <param name="Year">Calendar year in which the academic year of it begins.</param>
/// <param name="HasElective">The programme leaves room for an elective.</param>
internal sealed record FarStudent(string Number, string Occurrence, int Year, bool HasElective);
