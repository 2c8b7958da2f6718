namespace StudentRecords.Infrastructure.Hesa;

/// <summary>Hears how far a run over a whole return is (per cent, and a few words); throws when it is to stop.</summary>
public delegate Task ReturnProgress(int percent, string text, CancellationToken ct);
