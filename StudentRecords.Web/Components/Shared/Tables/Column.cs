using Microsoft.AspNetCore.Components;

namespace StudentRecords.Web.Components.Shared.Tables;

/// <summary>A column of a list, on screen and in the CSV file alike.</summary>
/// <param name="Key">The sorting's name for it, and the address's.</param>
/// <param name="Title">Its head.</param>
/// <param name="Value">What stands in it; written the product's way on screen, plainly in the file.</param>
public sealed record Column<TRow>(string Key, string Title, Func<TRow, object?> Value)
{
    /// <summary>Only where the list's sorting has the key.</summary>
    public bool Sorts { get; init; } = true;

    /// <summary>Right-aligned.</summary>
    public bool IsNumber { get; init; }

    /// <summary>May run over several lines where the screen is narrow, so that the table need not be scrolled sideways.</summary>
    public bool IsLong { get; init; }

    /// <summary>A key or a code without spaces, which may be broken anywhere for the same end.</summary>
    public bool IsKey { get; init; }

    /// <summary>Shown as a chip; the file has its word.</summary>
    public Func<TRow, ChipLook?>? Chip { get; init; }

    /// <summary>Shown instead of the plain value.</summary>
    public RenderFragment<TRow>? Show { get; init; }

    /// <summary>In the file and the column chooser, but not on screen unless asked for.</summary>
    public bool IsExtra { get; init; }

    internal string? Look => IsNumber ? "number" : IsKey ? "long key" : IsLong ? "long" : null;

    internal object? Plain(TRow row) => Chip is null ? Value(row) : Chip(row)?.Word;
}
