namespace StudentRecords.Infrastructure.Documents.Fonts;

/// <summary>The two weights in which every document is set: Source Sans 3, the typeface of the screens too.</summary>
internal static class Typeface
{
    public static TrueTypeFont Regular { get; } = Load("SourceSans3-Regular");

    /// <summary>Semibold: on paper the full bold shouts in dense tables.</summary>
    public static TrueTypeFont Bold { get; } = Load("SourceSans3-SemiBold");

    private static TrueTypeFont Load(string name)
    {
        using var resource = typeof(Typeface).Assembly.GetManifestResourceStream($"Fonts.{name}.ttf")
            ?? throw new InvalidOperationException($"The font {name} is not embedded in {typeof(Typeface).Assembly.GetName().Name}.");
        var data = new byte[resource.Length];
        resource.ReadExactly(data);
        return new TrueTypeFont(data, name);
    }
}
