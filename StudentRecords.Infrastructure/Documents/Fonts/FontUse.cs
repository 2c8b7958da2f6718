using System.Text;

namespace StudentRecords.Infrastructure.Documents.Fonts;

/// <summary>
/// One weight as one document uses it: each character gets a code in the order of its first use, and the code is the
/// glyph's number in the embedded subset. A code stands for one character only, so that text extracts exactly even
/// where two characters share a drawing (space and no-break space).
/// </summary>
internal sealed class FontUse
{
    /// <summary>A hollow square stands for every character that the font cannot draw.</summary>
    private const int Substitute = 0x25A1;
    private const int ReplacementCharacter = 0xFFFD;

    private readonly ushort[] codeByBasicCharacter = new ushort[0x10000];
    private readonly Dictionary<int, ushort> codeByOtherCharacter = [];
    private readonly Dictionary<int, int> kerning = [];
    private readonly List<ushort> glyphs = [0];
    private readonly List<int> characters = [0];
    private readonly SortedSet<int> missing;
    private ushort substituteCode;

    public FontUse(TrueTypeFont font, SortedSet<int> missing)
    {
        Font = font;
        this.missing = missing;
    }

    public TrueTypeFont Font { get; }

    /// <summary>Glyphs of the font by code.</summary>
    public IReadOnlyList<ushort> Glyphs => glyphs;

    /// <summary>Characters by code; the first, code 0, is no character.</summary>
    public IReadOnlyList<int> Characters => characters;

    /// <summary>The width of a text in thousandths of its size, kerning included.</summary>
    public int Measure(ReadOnlySpan<char> text)
    {
        var (width, before) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            width += Kerning(before, rune.Value) + Width(rune.Value);
            before = rune.Value;
        }

        return width;
    }

    public int Width(int character) => Font.Advance(Drawn(character)) * 1000 / Font.UnitsPerEm;

    /// <summary>What the font adds between two characters, in thousandths; 0 before the first, for which 0 is passed.</summary>
    public int Kerning(int before, int character)
    {
        if (before == 0 || Font.Kerning is null)
        {
            return 0;
        }

        var (left, right) = (Drawn(before), Drawn(character));
        if (!kerning.TryGetValue((left << 16) | right, out var value))
        {
            value = Font.Kerning.Between(left, right) * 1000 / Font.UnitsPerEm;
            kerning[(left << 16) | right] = value;
        }

        return value;
    }

    private ushort Drawn(int character) => Font.Glyph(character) is var glyph and not 0 ? glyph : Font.Glyph(Substitute);

    public ushort Code(int character)
    {
        var code = character < 0x10000 ? codeByBasicCharacter[character] : codeByOtherCharacter.GetValueOrDefault(character);
        return code != 0 ? code : NewCode(character);
    }

    private ushort NewCode(int character)
    {
        var glyph = Font.Glyph(character);
        ushort code;
        if (glyph != 0)
        {
            code = Append(glyph, character);
        }
        else
        {
            missing.Add(character);
            code = substituteCode = substituteCode != 0 ? substituteCode : Append(Font.Glyph(Substitute), ReplacementCharacter);
        }

        if (character < 0x10000)
        {
            codeByBasicCharacter[character] = code;
        }
        else
        {
            codeByOtherCharacter[character] = code;
        }

        return code;
    }

    private ushort Append(ushort glyph, int character)
    {
        glyphs.Add(glyph);
        characters.Add(character);
        return (ushort)(glyphs.Count - 1);
    }
}
