namespace StudentRecords.Infrastructure.Replay;

/// <summary>The data set's words in HESA's codes, as near as they come.</summary>
internal static class OuladCodes
{
    /// <summary>PERMADDCOUNTRY. The data's Ireland is the Open University's region in Northern Ireland.</summary>
    public static string Country(string region) => region switch { "Scotland" => "XH", "Wales" => "XI", "Ireland" => "XG", _ => "XF" };

    /// <summary>HIGHESTQOE by its level letter; the data says no more than the level.</summary>
    public static string HighestQualification(string education) => education switch
    {
        "Post Graduate Qualification" => "M0001",
        "HE Qualification" => "H0001",
        "A Level or Equivalent" => "P0001",
        "Lower Than A Level" => "Q0001",
        _ => "X0001",
    };
}
