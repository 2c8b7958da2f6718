using Microsoft.Extensions.Configuration;
using StudentRecords.Domain;

namespace StudentRecords.Infrastructure.Integration.Partners;

/// <summary>Where messages may be posted to: the hosts that the installation's settings name (<c>Hub:AllowedHosts</c>), and no other.</summary>
public sealed class AddressRule(IConfiguration configuration)
{
    private readonly HashSet<string> hosts = new(
        configuration.GetSection("Hub:AllowedHosts").Get<string[]>() ?? configuration["Hub:AllowedHosts"]?.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries) ?? [],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Null when messages may go there.</summary>
    public Refusal? Refuses(string? address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.UserInfo.Length > 0)
        {
            return new Refusal("ADDRESS_UNREADABLE", "The address must be a full web address without a user name.", "Hub:AllowedHosts", "Address");
        }

        if (!hosts.Contains(uri.Host) && !hosts.Contains(uri.Authority))
        {
            return new Refusal("ADDRESS_NOT_ALLOWED", $"Messages may not go to {uri.Authority}; whoever runs the installation allows it in Hub:AllowedHosts.", "Hub:AllowedHosts", "Address");
        }

        return uri.Scheme == "http" && !uri.IsLoopback
            ? new Refusal("ADDRESS_NOT_SECURE", "Messages leave this machine by https only.", "Hub:AllowedHosts", "Address")
            : null;
    }
}
