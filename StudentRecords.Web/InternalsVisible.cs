using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("StudentRecords.Tests")]
