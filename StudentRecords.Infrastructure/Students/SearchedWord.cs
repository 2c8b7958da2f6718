using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Students;

/// <summary>
/// One word of what was typed: the beginning of a word of a name, of a student number or of an identifier. Without a digit it is no
/// number; with one it is no name; two letters or fewer are a name only.
/// </summary>
internal sealed class SearchedWord
{
    private const int MostWords = 6;
    private const int ShortestIdentifier = 3;

    private readonly string code;
    private readonly string? name;
    private readonly bool isNumber;
    private readonly bool isIdentifier;

    private SearchedWord(string typed)
    {
        var hasDigit = typed.Any(char.IsDigit);
        code = SearchPattern.StartingWith(typed);
        name = hasDigit ? null : SearchPattern.StartingWith(NameWords.Plain(typed).Replace("'", "", StringComparison.Ordinal));
        isNumber = typed.All(char.IsDigit);
        isIdentifier = hasDigit || typed.Length >= ShortestIdentifier;
    }

    /// <summary>The longest first: it finds the fewest.</summary>
    public static IReadOnlyList<SearchedWord> Of(string typed) => [.. typed.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .SelectMany(w => w.Any(char.IsDigit) ? [w] : w.Split(['-', '.'], StringSplitOptions.RemoveEmptyEntries))
        .Where(w => w.Any(c => c != '\'')).Take(MostWords).OrderByDescending(w => w.Length).Select(w => new SearchedWord(w))];

    /// <summary>Ids of the people, each once.</summary>
    public IQueryable<long> Set(RegistryDbContext db)
    {
        List<IQueryable<long>> found = [];
        if (name is not null)
        {
            found.Add(db.Set<PersonWord>().Where(w => EF.Functions.Like(w.Word, name, SearchPattern.Escape)).Select(w => w.PersonId));
        }

        if (isIdentifier)
        {
            found.Add(db.Set<PersonIdentifier>().Where(i => EF.Functions.Like(i.Value, code, SearchPattern.Escape)).Select(i => i.PersonId));
        }

        if (isNumber)
        {
            found.Add(db.Set<Person>().Where(p => EF.Functions.Like(p.StudentNumber, code, SearchPattern.Escape)).Select(p => p.Id));
        }

        return found.Count == 1 ? found[0].Distinct() : found.Aggregate((one, other) => one.Union(other));
    }

    /// <summary>The same asked of each person.</summary>
    public IQueryable<Person> Each(RegistryDbContext db, IQueryable<Person> people) => (name, isIdentifier, isNumber) switch
    {
        (not null, false, _) => people.Where(p => db.Set<PersonWord>().Any(w => w.PersonId == p.Id && EF.Functions.Like(w.Word, name, SearchPattern.Escape))),
        (not null, true, _) => people.Where(p => db.Set<PersonWord>().Any(w => w.PersonId == p.Id && EF.Functions.Like(w.Word, name, SearchPattern.Escape))
            || db.Set<PersonIdentifier>().Any(i => i.PersonId == p.Id && EF.Functions.Like(i.Value, code, SearchPattern.Escape))),
        (null, _, false) => people.Where(p => db.Set<PersonIdentifier>().Any(i => i.PersonId == p.Id && EF.Functions.Like(i.Value, code, SearchPattern.Escape))),
        _ => people.Where(p => EF.Functions.Like(p.StudentNumber, code, SearchPattern.Escape) || db.Set<PersonIdentifier>().Any(i => i.PersonId == p.Id && EF.Functions.Like(i.Value, code, SearchPattern.Escape))),
    };
}
