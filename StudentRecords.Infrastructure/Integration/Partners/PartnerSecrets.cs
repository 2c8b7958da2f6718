using Microsoft.AspNetCore.DataProtection;

namespace StudentRecords.Infrastructure.Integration.Partners;

/// <summary>Keeps partners' secrets so that the store alone does not give them away.</summary>
public sealed class PartnerSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("Integration.PartnerSecrets.v1");

    public string Protect(string secret) => protector.Protect(secret);

    /// <exception cref="System.Security.Cryptography.CryptographicException">The record's keys are not those that protected it.</exception>
    public string Open(string protectedSecret) => protector.Unprotect(protectedSecret);
}
