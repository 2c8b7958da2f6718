using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Students.Merging;

namespace StudentRecords.Infrastructure.Integration.Inbound.Owning;

/// <summary>
/// Numbers of other bodies that come with an application (F005, F045): the learner number and the loans company's. What the record lacks it takes, of whomever and however late. A number that
/// somebody else bears is taken from nobody: one of the two is the wrong person, or the number is.
/// </summary>
internal sealed class ToldNumbers
{
    private Dictionary<(string Kind, string Value), long> borne = [];
    private Dictionary<long, string> bearers = [];

    public async Task LoadAsync(FlowSlice slice, IEnumerable<ApplicantDetails?> told, CancellationToken ct)
    {
        var values = told.OfType<ApplicantDetails>().SelectMany(Of).Select(n => n.Value).Distinct().ToList();
        if (values.Count == 0)
        {
            return;
        }

        borne = (await slice.Db.Set<PersonIdentifier>().AsNoTracking().Where(i => values.Contains(i.Value) && ((i.Kind == IdentifierKinds.Uln && i.System == NumberKind.Learner.System) || (i.Kind == IdentifierKinds.SupportNumber && i.System == NumberKind.Support.System)))
            .Select(i => new { i.Kind, i.Value, i.PersonId }).ToListAsync(ct)).ToDictionary(i => (i.Kind, i.Value), i => i.PersonId);
        await MergedPeople.FollowAsync(slice.Db, borne, ct);
        var people = borne.Values.Distinct().ToList();
        bearers = await slice.Db.Set<Person>().Where(p => people.Contains(p.Id)).Select(p => new { p.Id, p.StudentNumber }).ToDictionaryAsync(p => p.Id, p => p.StudentNumber, ct);
    }

    /// <summary>Null when nobody else bears a number that is told; otherwise who bears it, in words.</summary>
    /// <param name="details">What is told.</param>
    /// <param name="person">Of whom; null where nobody is known yet.</param>
    public string? BorneByAnother(ApplicantDetails details, Person? person)
    {
        foreach (var (kind, value) in Of(details))
        {
            if (borne.TryGetValue((kind.Kind, value), out var by) && by != person?.Id)
            {
                return $"{bearers[by]} bears the {kind.Name} that it brings";
            }
        }

        return null;
    }

    /// <summary>Writes down what the person lacks; a number that differs from the one on the record replaces it only when <paramref name="replaces"/>. Ask first whether somebody else bears one.</summary>
    public void Take(FlowSlice slice, Person person, ApplicantDetails details, bool replaces)
    {
        foreach (var (kind, value) in Of(details).Where(n => !borne.ContainsKey((n.Kind.Kind, n.Value))))
        {
            if (replaces || person.Identifiers.All(i => i.Kind != kind.Kind))
            {
                slice.Db.Add(person.Renumber(kind, value, slice.Today));
                (borne[(kind.Kind, value)], bearers[person.Id]) = (person.Id, person.StudentNumber);
            }
        }
    }

    private static IEnumerable<(NumberKind Kind, string Value)> Of(ApplicantDetails details)
    {
        if (details.Uln is { } uln)
        {
            yield return (NumberKind.Learner, uln);
        }

        if (details.SupportNumber is { } support)
        {
            yield return (NumberKind.Support, support);
        }
    }
}
