using System.Globalization;
using System.Text;

namespace StudentRecords.Infrastructure.Documents.Pdf;

/// <summary>Bytes of PDF syntax as they grow. Numbers are written with at most two decimals: a seventieth of a dot at 300 dpi is enough.</summary>
internal sealed class AsciiBuffer
{
    private const int Decimals = 100;
    private byte[] bytes = new byte[4096];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public AsciiBuffer Add(string ascii)
    {
        Length += Encoding.Latin1.GetBytes(ascii, Room(ascii.Length));
        return this;
    }

    public AsciiBuffer Add(ReadOnlySpan<byte> more)
    {
        more.CopyTo(Room(more.Length));
        Length += more.Length;
        return this;
    }

    public AsciiBuffer Add(int number)
    {
        number.TryFormat(Room(11), out var written, default, CultureInfo.InvariantCulture);
        Length += written;
        return this;
    }

    /// <summary>A number and a space, the way operands stand before an operator.</summary>
    public AsciiBuffer Operand(double number)
    {
        var scaled = (int)Math.Round(number * Decimals, MidpointRounding.AwayFromZero);
        if (scaled < 0)
        {
            Byte('-');
            scaled = -scaled;
        }

        Add(scaled / Decimals);
        var fraction = scaled % Decimals;
        if (fraction != 0)
        {
            Byte('.').Byte((char)('0' + fraction / 10));
            if (fraction % 10 != 0)
            {
                Byte((char)('0' + fraction % 10));
            }
        }

        return Byte(' ');
    }

    /// <summary>A reference to an object, with a space behind it.</summary>
    public AsciiBuffer Reference(int number) => Add(number).Add(" 0 R ");

    /// <summary>A code of two bytes as four hexadecimal digits.</summary>
    public AsciiBuffer Hex(ushort code)
    {
        const string Digits = "0123456789ABCDEF";
        var room = Room(4);
        room[0] = (byte)Digits[code >> 12];
        room[1] = (byte)Digits[(code >> 8) & 15];
        room[2] = (byte)Digits[(code >> 4) & 15];
        room[3] = (byte)Digits[code & 15];
        Length += 4;
        return this;
    }

    /// <summary>A text string for people (title, alternative text): UTF-16 with its mark, in hexadecimal, so that nothing needs escaping.</summary>
    public AsciiBuffer TextString(string text)
    {
        Add("<FEFF");
        foreach (var unit in text)
        {
            Hex(unit);
        }

        return Add(">");
    }

    private AsciiBuffer Byte(char ascii)
    {
        Room(1)[0] = (byte)ascii;
        Length++;
        return this;
    }

    private Span<byte> Room(int needed)
    {
        if (Length + needed > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + needed));
        }

        return bytes.AsSpan(Length);
    }
}
