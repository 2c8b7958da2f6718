using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("StudentRecords.Tests")]
[assembly: InternalsVisibleTo("StudentRecords.Benchmarks")]
