using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Examiners;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Reading;

/// <summary>What came on a flow that no system speaks on, as the record's own pages took it.</summary>
/// <param name="Count">Words in all.</param>
/// <param name="Last">When the newest was given.</param>
internal sealed record KeyedWords(int Count, DateTimeOffset? Last)
{
    /// <summary>F068: confirmations and comments of external examiners.</summary>
    public static async Task<KeyedWords> ReadAsync(RegistryDbContext db, CancellationToken ct)
    {
        var words = db.Set<ExaminerConfirmation>().Select(c => c.At).Concat(db.Set<ExaminerRemark>().Select(r => r.At));
        return new KeyedWords(await words.CountAsync(ct), await words.MaxAsync(at => (DateTimeOffset?)at, ct));
    }
}
