using System.Text.Json;
using StudentRecords.Domain.Integration.Contracts;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>One version of a contract that is taken.</summary>
/// <param name="Version">As the envelope names it.</param>
/// <param name="LastDay">After it the version is refused; null: the newest.</param>
/// <param name="Content">The record that holds it.</param>
/// <param name="Check">Its checks.</param>
public sealed record ContractVersion(int Version, DateOnly? LastDay, Type Content, Action<object, Checks> Check);

/// <summary>A version that is taken beside the newest for a while. What it says is said in the newest here and nowhere else.</summary>
/// <param name="Version">As the envelope names it.</param>
/// <param name="LastDay">What arrives after it is refused; what arrived before can still be read.</param>
public abstract record OlderContract<TData>(int Version, DateOnly LastDay)
    where TData : class
{
    internal abstract ContractVersion Published { get; }

    internal bool HasEnded(DateTimeOffset receivedAt) => DateOnly.FromDateTime(receivedAt.UtcDateTime) > LastDay;

    /// <summary>The content in the newest version; null where it is empty or the checks found faults.</summary>
    internal abstract TData? Read(JsonElement data, JsonSerializerOptions options, Checks checks);
}

/// <summary>The same, with the record that the older version is read into.</summary>
/// <param name="Version">As the envelope names it.</param>
/// <param name="LastDay">What arrives after it is refused.</param>
/// <param name="Check">Its own checks, so that faults are told in its own words.</param>
/// <param name="Newest">The same in the newest version.</param>
public sealed record OlderContract<TData, TOld>(int Version, DateOnly LastDay, Action<TOld, Checks> Check, Func<TOld, TData> Newest) : OlderContract<TData>(Version, LastDay)
    where TData : class
    where TOld : class
{
    internal override ContractVersion Published => new(Version, LastDay, typeof(TOld), (data, checks) => Check((TOld)data, checks));

    internal override TData? Read(JsonElement data, JsonSerializerOptions options, Checks checks)
    {
        if (data.Deserialize<TOld>(options) is not { } old)
        {
            return null;
        }

        Check(old, checks);
        return checks.Faults.Count == 0 ? Newest(old) : null;
    }
}
