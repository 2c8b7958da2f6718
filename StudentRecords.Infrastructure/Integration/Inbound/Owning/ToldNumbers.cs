using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;

namespace StudentRecords.Infrastructure.Integration.Inbound.Owning;

/// <summary>
/// Numbers of other bodies that come with an application (F005, F045): the learner number and the loans company's. What the record lacks it takes, of whomever and however late. A number that
/// somebody else bears is taken from nobody: one of the two is the wrong person, or the number is.
/// </summary>
internal sealed class ToldNumbers
{
    private Dictionary<(string Kind, string Value), (long PersonId, string StudentNumber)> borne = [];

    public async Task LoadAsync(FlowSlice slice, IEnumerable<ApplicantDetails?> told, CancellationToken ct)
    {
        var values = told.OfType<ApplicantDetails>().SelectMany(Of).Select(n => n.Value).Distinct().ToList();
        borne = values.Count == 0 ? [] : (await slice.Db.Set<PersonIdentifier>().AsNoTracking().Where(i => values.Contains(i.Value) && (i.Kind == IdentifierKinds.Uln || i.Kind == IdentifierKinds.SupportNumber))
            .Select(i => new { i.Kind, i.Value, i.PersonId, i.Person.StudentNumber }).ToListAsync(ct)).ToDictionary(i => (i.Kind, i.Value), i => (i.PersonId, i.StudentNumber));
    }

    /// <summary>Null when nobody else bears a number that is told; otherwise who bears it, in words.</summary>
    /// <param name="details">What is told.</param>
    /// <param name="person">Of whom; null where nobody is known yet.</param>
    public string? BorneByAnother(ApplicantDetails details, Person? person)
    {
        foreach (var (kind, value) in Of(details))
        {
            if (borne.TryGetValue((kind.Kind, value), out var by) && by.PersonId != person?.Id)
            {
                return $"{by.StudentNumber} bears the {kind.Name} that it brings";
            }
        }

        return null;
    }

    /// <summary>Writes down what the person lacks; a number that differs from the one on the record replaces it only when <paramref name="replaces"/>.</summary>
    public void Take(FlowSlice slice, Person person, ApplicantDetails details, bool replaces)
    {
        foreach (var (kind, value) in Of(details))
        {
            var held = person.Identifiers.Where(i => i.Kind == kind.Kind).ToList();
            if (held.Count == 0 || (replaces && held.TrueForAll(i => i.Value != value)))
            {
                slice.Db.Add(person.Renumber(kind, value, slice.Today));
                borne[(kind.Kind, value)] = (person.Id, person.StudentNumber);
            }
        }
    }

    private static IEnumerable<(NumberKind Kind, string Value)> Of(ApplicantDetails details) =>
        ((NumberKind Kind, string? Value)[])[(NumberKind.Learner, details.Uln), (NumberKind.Support, details.SupportNumber)] is var both
            ? both.Where(n => n.Value is not null).Select(n => (n.Kind, n.Value!))
            : [];
}
