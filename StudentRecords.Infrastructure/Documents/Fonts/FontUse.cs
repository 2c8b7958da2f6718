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

    /// <summary>The width of a text in thousandths of its size.</summary>
    public int Measure(ReadOnlySpan<char> text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Width(rune.Value);
        }

        return width;
    }

    public int Width(int character)
    {
        var glyph = Font.Glyph(character);
        return Font.Advance(glyph == 0 ? Font.Glyph(Substitute) : glyph) * 1000 / Font.UnitsPerEm;
    }

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
