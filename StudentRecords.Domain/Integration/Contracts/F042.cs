namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F042 PolicyPublished, RegulationChanged, AcknowledgementRequired, PolicyWithdrawn: something that students are to be told of.</summary>
public sealed record PolicyTold
{
    public required string Policy { get; init; }
    public required string Title { get; init; }
    public required string Link { get; init; }
    public required DateOnly EffectiveOn { get; init; }

    /// <summary>Code of the programme whose students it concerns; null: all.</summary>
    public string? Programme { get; init; }

    public void Check(Checks checks) => checks.Text("/policy", Policy, 60).Text("/title", Title).Text("/link", Link, 200)
        .That(Uri.TryCreate(Link, UriKind.Absolute, out var uri) && uri.Scheme == "https", "/link", "must be an https address.");
}

/// <summary>F011 PolicyAcknowledged: a student has read a policy, in the portal.</summary>
public sealed record PolicyAcknowledged
{
    public required PersonRef Student { get; init; }
    public required string Policy { get; init; }
    public required DateOnly On { get; init; }

    /// <summary>Which version was read (F042); null: the one that stands.</summary>
    public long? Version { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student).Text("/policy", Policy, 60).Past("/on", On).That(Version is null or > 0, "/version", "counts from 1.");
}
