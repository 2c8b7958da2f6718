using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>Judges the requisites that a message brings against those of the whole catalogue; loads nothing where no message brings any.</summary>
internal sealed class KnownRequisites
{
    private readonly Dictionary<string, ModuleRequisites> known = new(StringComparer.Ordinal);

    public async Task LoadAsync(RegistryDbContext db, IEnumerable<ModuleRequisites?> brought, CancellationToken ct)
    {
        if (brought.All(b => b is null))
        {
            return;
        }

        foreach (var module in await db.Set<Module>().AsNoTracking().Include(m => m.Versions).ToListAsync(ct))
        {
            known[module.Code] = module.Newest?.Needs() ?? ModuleRequisites.None;
        }
    }

    /// <summary>What to do instead of applying: refuse a contradiction, wait for a prerequisite that is not in the catalogue. Null when all is well.</summary>
    public Disposition? Judge(string module, ModuleRequisites? brought)
    {
        if (brought is null)
        {
            return null;
        }

        if (RequisiteFaults.Of(module, brought, m => known.GetValueOrDefault(m, ModuleRequisites.None)) is { Count: > 0 } faults)
        {
            return Disposition.Refuse(faults);
        }

        // what goes together may name each other, and so is not waited for; what comes first can always come first
        return brought.Before().FirstOrDefault(m => !known.ContainsKey(m)) is { } unknown
            ? Disposition.Park(Waits.Module(unknown), $"{module} asks for {unknown} before it, which is not in the catalogue yet.")
            : null;
    }

    public void Add(string module, ModuleRequisites? brought) => known[module] = brought ?? ModuleRequisites.None;
}
