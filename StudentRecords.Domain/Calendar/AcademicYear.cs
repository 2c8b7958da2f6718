using System.Globalization;

namespace StudentRecords.Domain.Calendar;

/// <summary>A reference year of the student record: 1 August to 31 July. Written 2023/24.</summary>
public readonly record struct AcademicYear(int FirstYear) : IComparable<AcademicYear>
{
    /// <summary>1 August of the first year.</summary>
    public DateOnly Start => new(FirstYear, 8, 1);

    /// <summary>31 July of the second year.</summary>
    public DateOnly End => new(FirstYear + 1, 7, 31);

    public AcademicYear Next => new(FirstYear + 1);

    public static AcademicYear Of(DateOnly day) => new(day.Month >= 8 ? day.Year : day.Year - 1);

    public static bool TryParse(string? text, out AcademicYear year)
    {
        year = default;
        if (text is not { Length: 7 } || text[4] != '/'
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || !int.TryParse(text.AsSpan(5, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            || (first + 1) % 100 != second)
        {
            return false;
        }

        year = new AcademicYear(first);
        return true;
    }

    /// <exception cref="FormatException">The text is not of the form 2023/24.</exception>
    public static AcademicYear Parse(string text) => TryParse(text, out var year) ? year : throw new FormatException($"'{text}' is not an academic year such as 2023/24.");

    public bool Contains(DateOnly day) => day >= Start && day <= End;

    public int CompareTo(AcademicYear other) => FirstYear.CompareTo(other.FirstYear);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{FirstYear}/{(FirstYear + 1) % 100:00}");
}
