using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;

namespace StudentRecords.Infrastructure.Integration.Telling;

/// <summary>F003 StudentRosterChanged: whom timetabling plans for, and who is in which group: not of its own groups, but for the exceptions that are pinned there.</summary>
internal sealed class F003Rosters() : Listener("F003", "TTB")
{
    protected override IEnumerable<Told> On(StatusChanged e, ToldSubjects s) =>
    [
        new("StudentRosterChanged", $"{s.Student(e.Entry.PersonId)}/{e.Engagement.Numhus}/status/{e.Entry.Ordinal}", s.Student(e.Entry.PersonId),
            new { student = s.Student(e.Entry.PersonId), engagement = e.Engagement.Numhus, programme = s.Programme(e.Engagement).Code, mode = e.Engagement.Mode, status = e.Status, effectiveOn = e.Entry.EffectiveOn, version = e.Entry.Ordinal }),
    ];

    protected override IEnumerable<Told> On(MembershipChanged e, ToldSubjects s)
    {
        var (membership, group, student) = (e.Membership, s.Group(e.Membership.GroupId), s.Student(e.Membership.PersonId));
        return group.Owner == To && !membership.IsPinned ? [] :
        [
            new("StudentRosterChanged", $"{student}/group/{group.Code}/{membership.Id}{(membership.To is null ? "" : "/ended")}", $"{student}/group/{group.Code}", new
            {
                student, group = group.Code, title = group.Title, owner = group.Owner, isIn = e.Joins, isPinned = membership is { IsPinned: true, To: null }, effectiveOn = membership.To ?? membership.From,
            }),
        ];
    }
}

/// <summary>F006 StudentStatusChanged: relationship management follows the record's status and keeps none of its own.</summary>
internal sealed class F006Statuses() : Listener("F006", "CRM")
{
    protected override IEnumerable<Told> On(StatusChanged e, ToldSubjects s) =>
    [
        new("StudentStatusChanged", $"{s.Student(e.Entry.PersonId)}/{e.Engagement.Numhus}/{e.Entry.Ordinal}", $"{s.Student(e.Entry.PersonId)}/{e.Engagement.Numhus}",
            new { student = s.Student(e.Entry.PersonId), engagement = e.Engagement.Numhus, programme = s.Programme(e.Engagement).Code, status = e.Status, effectiveOn = e.Entry.EffectiveOn, version = e.Entry.Ordinal }),
    ];
}

/// <summary>F008: who may borrow. Access ends with the enrolment, unless another one keeps it. That a hold of another office stands is a mark on the borrower; whose it is, what it stops and why is not told.</summary>
internal sealed class F008Patrons() : Listener("F008", "LIB")
{
    protected override IEnumerable<Told> On(StatusChanged e, ToldSubjects s)
    {
        var key = $"{s.Student(e.Entry.PersonId)}/{e.Engagement.Numhus}/{e.Entry.Ordinal}";
        if (e.IsIn)
        {
            yield return Patron(e.Engagement, s, key);
        }
        else if ((e.IsOver || e.Status == EngagementStatus.Interrupted) && !s.IsElsewhereIn(e.Engagement))
        {
            yield return new("LibraryAccessRevoked", key, s.Student(e.Entry.PersonId), new { student = s.Student(e.Entry.PersonId), effectiveOn = e.Entry.EffectiveOn, version = e.Entry.Ordinal });
        }
    }

    protected override IEnumerable<Told> On(PersonChanged e, ToldSubjects s) => Patron(e.Person.Id, s, $"{e.Person.StudentNumber}/person/{e.Person.Version + 1}");

    /// <summary>The library knows of its own.</summary>
    protected override IEnumerable<Told> On(HoldChanged e, ToldSubjects s) => e.Hold.Source == LibraryBlock.Own ? [] : Patron(e.Hold.PersonId, s, $"{s.Student(e.Hold.PersonId)}/hold/{e.Hold.Id}/{e.Version}");

    private static IEnumerable<Told> Patron(long person, ToldSubjects s, string key) => s.Engagements(person).Where(g => g.Status == EngagementStatus.Enrolled).Take(1).Select(g => Patron(g, s, key));

    private static Told Patron(Engagement engagement, ToldSubjects s, string key)
    {
        var person = s.Person(engagement.PersonId);
        return new("LibraryPatronUpserted", key, person.StudentNumber,
            new { student = person.StudentNumber, familyName = person.FamilyName, givenNames = person.GivenNames, email = person.Email, engagement = engagement.Numhus, programme = s.Programme(engagement).Code, isResearch = s.IsResearch(engagement), expiresOn = engagement.ExpectedEnd, isBlocked = LibraryBlock.Of(s.OpenHolds(person.Id)) });
    }
}

/// <summary>F017: who may have a room; whoever leaves has a booking marked for review.</summary>
internal sealed class F017Residents() : Listener("F017", "ACC")
{
    protected override IEnumerable<Told> On(StatusChanged e, ToldSubjects s)
    {
        var student = s.Student(e.Entry.PersonId);
        yield return new("ResidentEligibilityChanged", $"{student}/{e.Engagement.Numhus}/{e.Entry.Ordinal}", student, new
        {
            student, engagement = e.Engagement.Numhus, programme = s.Programme(e.Engagement).Code, status = e.Status, isEligible = e.Status is EngagementStatus.Expected or EngagementStatus.Enrolled, reviewBooking = !e.IsIn && e.Status != EngagementStatus.Expected && s.HasRoom(e.Entry.PersonId),
            effectiveOn = e.Entry.EffectiveOn, version = e.Entry.Ordinal,
        });
    }

    protected override IEnumerable<Told> On(PersonChanged e, ToldSubjects s) => s.Engagements(e.Person.Id).Any(g => g.IsOpen)
        ? [new("StudentProfileUpdated", $"{e.Person.StudentNumber}/person/{e.Person.Version + 1}", e.Person.StudentNumber, new { student = e.Person.StudentNumber, familyName = e.Person.FamilyName, givenNames = e.Person.GivenNames, email = e.Person.Email, version = e.Person.Version + 1 })]
        : [];
}

/// <summary>F021: accounts follow the enrolment. The lane is the person, so that a late joining never undoes a leaving.</summary>
internal sealed class F021Identities() : Listener("F021", "IAM")
{
    protected override IEnumerable<Told> On(StatusChanged e, ToldSubjects s)
    {
        var person = s.Person(e.Entry.PersonId);
        var key = $"{person.StudentNumber}/{e.Engagement.Numhus}/{e.Entry.Ordinal}";
        if (e.IsIn)
        {
            yield return new("PersonJoined", key, person.StudentNumber, new
            {
                person = person.StudentNumber, familyName = person.FamilyName, givenNames = person.GivenNames, knownAs = person.KnownAs, engagement = e.Engagement.Numhus, affiliation = "student", from = e.Entry.EffectiveOn, until = e.Engagement.ExpectedEnd, version = e.Entry.Ordinal,
            });
        }
        else if (e.IsOver)
        {
            if (!s.IsElsewhereIn(e.Engagement))
            {
                yield return new("PersonLeft", key, person.StudentNumber, new { person = person.StudentNumber, engagement = e.Engagement.Numhus, isAlum = e.Status == EngagementStatus.Completed, leftOn = e.Entry.EffectiveOn, version = e.Entry.Ordinal });
            }
        }
        else
        {
            yield return new("AccessEligibilityChanged", key, person.StudentNumber, new { person = person.StudentNumber, engagement = e.Engagement.Numhus, access = e.Status == EngagementStatus.Interrupted ? "limited" : "before arrival", effectiveOn = e.Entry.EffectiveOn, version = e.Entry.Ordinal });
        }
    }

    protected override IEnumerable<Told> On(HoldChanged e, ToldSubjects s) => AccessTold.Of(e, s) is { } told ? [told] : [];

    protected override IEnumerable<Told> On(PermissionChanged e, ToldSubjects s) => AccessTold.Of(e, s) is { } told ? [told] : [];

    protected override IEnumerable<Told> On(PersonChanged e, ToldSubjects s) => s.Engagements(e.Person.Id).Any(g => g.Status == EngagementStatus.Enrolled)
        ? [new("PersonMoved", $"{e.Person.StudentNumber}/person/{e.Person.Version + 1}", e.Person.StudentNumber, new { person = e.Person.StudentNumber, familyName = e.Person.FamilyName, givenNames = e.Person.GivenNames, knownAs = e.Person.KnownAs, version = e.Person.Version + 1 })]
        : [];
}

/// <summary>F046: what became of choices through UCAS; others are not told to it.</summary>
internal sealed class F046Choices() : Listener("F046", "UCAS")
{
    protected override IEnumerable<Told> On(StatusChanged e, ToldSubjects s)
    {
        var type = e.Status switch
        {
            EngagementStatus.Enrolled => "UcasEnrolmentConfirmed",
            EngagementStatus.NoShow => "UcasNoShowNotified",
            EngagementStatus.Deferred => "UcasDeferralNotified",
            EngagementStatus.Withdrawn => "UcasWithdrawalNotified",
            _ => null,
        };
        return type is null ? [] : s.Choices(e.Entry.PersonId).Where(c => c.ProgrammeCode == s.Programme(e.Engagement).Code && c.Stage is not (ApplicationStage.Cancelled or ApplicationStage.Declined)).OrderByDescending(c => c.EntryOn).Take(1)
            .Select(c => new Told(type, $"{c.Key}/{type}/{e.Entry.Ordinal}", c.Key, new { choice = c.Key, personalId = s.Identifier(e.Entry.PersonId, IdentifierKinds.UcasPersonalId), engagement = e.Engagement.Numhus, effectiveOn = e.Entry.EffectiveOn, entryOn = e.Engagement.Start }));
    }
}

/// <summary>F051: a Confirmation of Acceptance for Studies is asked for when a student whom the institution sponsors is accepted, or whom it accepted is sponsored; what changes later amends it.</summary>
internal sealed class F051Sponsorships() : Listener("F051", "UKVI")
{
    protected override IEnumerable<Told> On(StatusChanged e, ToldSubjects s) =>
        IsToCome(e.Engagement) ? [Cas(e.Engagement, s, IsAsked(e.Engagement, s) ? "CasAmended" : "CasRequested", $"{e.Entry.Ordinal}", e.Entry.Ordinal)] : [];

    protected override IEnumerable<Told> On(SponsorMarked e, ToldSubjects s)
    {
        var number = s.CasMessages(e.Engagement).Count() + 1;
        return IsToCome(e.Engagement) && !IsAsked(e.Engagement, s) ? [Cas(e.Engagement, s, "CasRequested", $"mark/{number}", number)] : [];
    }

    private static bool IsToCome(Engagement engagement) => engagement is { IsSponsored: true, Status: EngagementStatus.Expected or EngagementStatus.Deferred };

    private static bool IsAsked(Engagement engagement, ToldSubjects s) => s.CasMessages(engagement).Any(m => m is { Type: "CasRequested", State: not OutboxState.Withdrawn });

    private static Told Cas(Engagement engagement, ToldSubjects s, string type, string key, int requestNo)
    {
        var person = s.Person(engagement.PersonId);
        return new(type, $"{person.StudentNumber}/{engagement.Numhus}/cas/{key}", person.StudentNumber, new
        {
            student = person.StudentNumber, familyName = person.FamilyName, givenNames = person.GivenNames, dateOfBirth = person.DateOfBirth, nationality = person.Nationality,
            engagement = engagement.Numhus, programme = s.Programme(engagement).Code, start = engagement.Start, expectedEnd = engagement.ExpectedEnd, requestNo,
        });
    }
}
