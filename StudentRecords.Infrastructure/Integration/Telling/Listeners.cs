namespace StudentRecords.Infrastructure.Integration.Telling;

/// <summary>Every flow that hears of the record's events, one line each.</summary>
internal static class Listeners
{
    public static readonly IReadOnlyList<Listener> All =
    [
        new F003Rosters(), new F006Statuses(), new F008Patrons(), new F012Timetables(), new F012Notices(), new F014Rosters(), new F015Memberships(), new F017Residents(), new F021Identities(), new F031Surveys(),
        new F037Researchers(), new F039Eligibility(), new F043Callers(), new F046Choices(), new F051Sponsorships(), new F053Contexts(), new F061Entries(), new F064Packs(), new F067Samples(),
    ];
}
