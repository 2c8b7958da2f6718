namespace StudentRecords.Domain.Students;

/// <summary>What HESA's codes about a person mean, in HESA's words (C22053 to C24056 frames). A code that is not here is shown as it is.</summary>
public static class PersonCodes
{
    private static readonly Dictionary<string, string> Sexes = new() { ["10"] = "Female", ["11"] = "Male", ["12"] = "Other", ["96"] = "Information refused", ["99"] = "Not available" };

    private static readonly Dictionary<string, string> Ethnicities = new()
    {
        ["100"] = "Asian – Bangladeshi", ["101"] = "Asian – Chinese", ["103"] = "Asian – Indian", ["104"] = "Asian – Pakistani", ["119"] = "Any other Asian background",
        ["120"] = "Black – African", ["121"] = "Black – Caribbean", ["139"] = "Any other Black background", ["140"] = "Mixed – White and Asian", ["141"] = "Mixed – White and Black African",
        ["142"] = "Mixed – White and Black Caribbean", ["159"] = "Any other mixed background", ["160"] = "White – English, Scottish, Welsh, Northern Irish or British",
        ["163"] = "White – Gypsy or Irish Traveller", ["166"] = "White – Irish", ["168"] = "White – Roma", ["179"] = "Any other White background", ["180"] = "Arab",
        ["899"] = "Other ethnic background", ["997"] = "Not known", ["998"] = "Prefer not to say", ["999"] = "Not available",
    };

    private static readonly Dictionary<string, string> Religions = new()
    {
        ["20"] = "No religion", ["21"] = "Buddhist", ["22"] = "Christian", ["23"] = "Christian – Church of Scotland", ["24"] = "Christian – Roman Catholic",
        ["25"] = "Christian – Presbyterian Church in Ireland", ["26"] = "Christian – Church of Ireland", ["27"] = "Christian – Methodist Church in Ireland", ["28"] = "Christian – other",
        ["29"] = "Hindu", ["30"] = "Jewish", ["31"] = "Muslim", ["32"] = "Pagan", ["33"] = "Sikh", ["80"] = "Any other religion or belief", ["98"] = "Prefer not to say", ["99"] = "Not available",
    };

    private static readonly Dictionary<string, string> Orientations = new() { ["98"] = "Prefer not to say", ["99"] = "Not available" };

    private static readonly Dictionary<string, string> GenderIdentities = new()
    {
        ["01"] = "Same as registered at birth", ["02"] = "Not the same as registered at birth", ["98"] = "Prefer not to say", ["99"] = "Not available",
    };

    private static readonly Dictionary<string, string> Conditions = new()
    {
        ["51"] = "Learning difference", ["53"] = "Social or communication condition", ["54"] = "Long-term illness", ["55"] = "Mental health condition", ["56"] = "Physical impairment",
        ["57"] = "D/deaf or hearing impairment", ["58"] = "Blind or visual impairment", ["59"] = "Development condition since childhood", ["95"] = "None known",
        ["96"] = "Other, not listed", ["98"] = "Prefer not to say", ["99"] = "Not available",
    };

    /// <summary>Codes of HESA SEXID.</summary>
    public static IReadOnlyCollection<string> SexCodes => Sexes.Keys;

    /// <summary>Codes of HESA ETHNIC, and so on for the rest of what a person declares.</summary>
    public static IReadOnlyCollection<string> EthnicityCodes => Ethnicities.Keys;

    public static IReadOnlyCollection<string> ReligionCodes => Religions.Keys;

    public static IReadOnlyCollection<string> GenderIdentityCodes => GenderIdentities.Keys;

    public static IReadOnlyCollection<string> DisabilityCodes => Conditions.Keys;

    /// <summary>HESA SEXID.</summary>
    public static string Sex(string code) => Sexes.GetValueOrDefault(code, code);

    /// <summary>HESA ETHNIC.</summary>
    public static string Ethnicity(string code) => Ethnicities.GetValueOrDefault(code, code);

    /// <summary>HESA RELIGION.</summary>
    public static string Religion(string code) => Religions.GetValueOrDefault(code, code);

    /// <summary>HESA SEXORT; the substantive codes differ by year and are shown as codes.</summary>
    public static string Orientation(string code) => Orientations.GetValueOrDefault(code, code);

    /// <summary>HESA GENDERID.</summary>
    public static string GenderIdentity(string code) => GenderIdentities.GetValueOrDefault(code, code);

    /// <summary>HESA DISABILITY.</summary>
    public static string Disability(string code) => Conditions.GetValueOrDefault(code, code);
}
