namespace StudentRecords.Infrastructure.Enrolment.Mappings;

/// <summary>
/// Applications that were handed over once had the highest number there is as their version, so that their source was never heard again. They get the newest that was taken of them; where no message tells
/// it, none, and the next word counts. Run once, by the migration Admissions.
/// </summary>
internal static class DeafApplications
{
    public const string Sqlite = """
        UPDATE Application SET SourceVersion = COALESCE((SELECT MAX(m.SourceVersion) FROM InboxMessage m
            WHERE m.Flow = CASE Application.Source WHEN 'UCAS' THEN 'F045' ELSE 'F005' END AND m.Type <> 'ApplicantHandedOver' AND m.State = 'Applied' AND m.SourceVersion < 2147483647
            AND (m.BusinessKey = Application."Key" OR m.BusinessKey LIKE Application."Key" || '/%')), 0)
        WHERE SourceVersion = 2147483647;
        """;

    public const string SqlServer = """
        UPDATE a SET SourceVersion = COALESCE((SELECT MAX(m.SourceVersion) FROM InboxMessage m
            WHERE m.Flow = CASE a.Source WHEN 'UCAS' THEN 'F045' ELSE 'F005' END AND m.Type <> 'ApplicantHandedOver' AND m.State = 'Applied' AND m.SourceVersion < 2147483647
            AND (m.BusinessKey = a.[Key] OR m.BusinessKey LIKE a.[Key] + '/%')), 0)
        FROM Application a WHERE a.SourceVersion = 2147483647;
        """;
}
