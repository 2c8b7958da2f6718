namespace StudentRecords.Domain.Students;

/// <summary>One value that two people changed differently.</summary>
/// <param name="Field">Name of the property of <see cref="ContactDetails"/>.</param>
/// <param name="AsOpened">What both of them saw.</param>
/// <param name="Theirs">What the other saved.</param>
/// <param name="Yours">What you want.</param>
public sealed record ContactClash(string Field, string? AsOpened, string? Theirs, string? Yours);

/// <summary>
/// Two edits of the same contact details put together so that neither is lost: what only one of them touched is taken from
/// that one; what both touched is a clash that a person decides.
/// </summary>
/// <param name="Merged">With theirs where there is a clash.</param>
/// <param name="Clashes">Empty when the edits do not touch.</param>
public sealed record ContactReconciliation(ContactDetails Merged, IReadOnlyList<ContactClash> Clashes)
{
    private static readonly (string Field, Func<ContactDetails, string?> Read, Func<ContactDetails, string?, ContactDetails> Write)[] Fields =
    [
        (nameof(ContactDetails.KnownAs), c => c.KnownAs, (c, v) => c with { KnownAs = v }),
        (nameof(ContactDetails.Email), c => c.Email, (c, v) => c with { Email = v }),
        (nameof(ContactDetails.Telephone), c => c.Telephone, (c, v) => c with { Telephone = v }),
        (nameof(ContactDetails.TermPostcode), c => c.TermPostcode, (c, v) => c with { TermPostcode = v }),
        (nameof(ContactDetails.HomeAddress), c => c.HomeAddress, (c, v) => c with { HomeAddress = v }),
        (nameof(ContactDetails.HomePostcode), c => c.HomePostcode, (c, v) => c with { HomePostcode = v }),
        (nameof(ContactDetails.HomeCountry), c => c.HomeCountry, (c, v) => c with { HomeCountry = v }),
    ];

    /// <summary>Fields whose value differs between the two.</summary>
    public static IReadOnlyList<string> Differing(ContactDetails one, ContactDetails other) => [.. Fields.Where(f => f.Read(one) != f.Read(other)).Select(f => f.Field)];

    public static string? Value(ContactDetails details, string field) => Fields.Single(f => f.Field == field).Read(details);

    public static ContactReconciliation Of(ContactDetails asOpened, ContactDetails theirs, ContactDetails yours)
    {
        var (merged, clashes) = (theirs, new List<ContactClash>());
        foreach (var (field, read, write) in Fields)
        {
            var (before, they, you) = (read(asOpened), read(theirs), read(yours));
            if (you == before || you == they)
            {
                continue;
            }

            if (they == before)
            {
                merged = write(merged, you);
            }
            else
            {
                clashes.Add(new ContactClash(field, before, they, you));
            }
        }

        return new ContactReconciliation(merged, clashes);
    }

    /// <summary>The merged details with yours in the fields named.</summary>
    public ContactDetails Choosing(IEnumerable<string> yours) => Clashes.Where(c => yours.Contains(c.Field))
        .Aggregate(Merged, (details, clash) => Fields.Single(f => f.Field == clash.Field).Write(details, clash.Yours));
}
