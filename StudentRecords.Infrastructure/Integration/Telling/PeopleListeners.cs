using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Infrastructure.Integration.Telling;

/// <summary>F037: research students and who supervises them.</summary>
internal sealed class F037Researchers() : Listener("F037", "CRIS")
{
    protected override IEnumerable<Told> On(StatusChanged e, ToldSubjects s)
    {
        if (!s.IsResearch(e.Engagement))
        {
            yield break;
        }

        var person = s.Person(e.Entry.PersonId);
        var key = $"{person.StudentNumber}/{e.Engagement.Numhus}/{e.Entry.Ordinal}";
        if (e.IsIn)
        {
            yield return new("ResearcherProfileSeeded", $"{key}/profile", person.StudentNumber, new { student = person.StudentNumber, familyName = person.FamilyName, givenNames = person.GivenNames, email = person.Email });
            yield return new("ResearchStudentRegistered", key, person.StudentNumber, new { student = person.StudentNumber, engagement = e.Engagement.Numhus, programme = s.Programme(e.Engagement).Code, start = e.Engagement.Start, expectedEnd = e.Engagement.ExpectedEnd, version = e.Entry.Ordinal });
        }
        else if (e.IsOver)
        {
            yield return new("ResearchStudentLeft", key, person.StudentNumber, new { student = person.StudentNumber, engagement = e.Engagement.Numhus, leftOn = e.Entry.EffectiveOn, version = e.Entry.Ordinal });
        }
    }

    protected override IEnumerable<Told> On(RelationshipChanged e, ToldSubjects s) => Supervision.Of(e, s, "SupervisionLinked");
}

/// <summary>F039: supervisors of students who may be named in a proposal; the confirmation itself is asked for (<see cref="Support.ResearcherService"/>).</summary>
internal sealed class F039Eligibility() : Listener("F039", "RP")
{
    protected override IEnumerable<Told> On(RelationshipChanged e, ToldSubjects s) => Supervision.Of(e, s, "SupervisorAssignmentShared");

    protected override IEnumerable<Told> On(StatusChanged e, ToldSubjects s)
    {
        if (e.IsIn || e.Status == EngagementStatus.Expected || !s.IsNamed(e.Entry.PersonId))
        {
            yield break;
        }

        var student = s.Student(e.Entry.PersonId);
        yield return new("ResearcherEligibilityRevoked", $"{student}/{e.Engagement.Numhus}/{e.Entry.Ordinal}", student, new { student, engagement = e.Engagement.Numhus, asOf = e.Entry.EffectiveOn, version = e.Entry.Ordinal });
    }
}

/// <summary>A supervision in the words that research systems share.</summary>
internal static class Supervision
{
    public static IEnumerable<Told> Of(RelationshipChanged e, ToldSubjects s, string type)
    {
        var (held, student) = (e.Relationship, s.Student(e.Relationship.PersonId));
        return held.IsSupervision ? [new(type, $"{student}/{held.StaffNumber}/{held.Role}/{held.From:yyyyMMdd}/{held.SourceVersion}", student, new { student, staff = held.StaffNumber, role = held.Role, from = held.From, to = held.To, version = held.SourceVersion })] : [];
    }
}

/// <summary>F043 CallerContextPublished: who calls the service desk. No more than is needed to know them and help.</summary>
internal sealed class F043Callers() : Listener("F043", "ITSM")
{
    protected override IEnumerable<Told> On(StatusChanged e, ToldSubjects s) => [Context(e.Entry.PersonId, s, $"{e.Engagement.Numhus}/{e.Entry.Ordinal}")];

    protected override IEnumerable<Told> On(PersonChanged e, ToldSubjects s) => [Context(e.Person.Id, s, $"person/{e.Person.Version + 1}")];

    protected override IEnumerable<Told> On(AccountChanged e, ToldSubjects s) => [Context(e.Account.PersonId, s, $"account/{e.Account.SourceVersion}/{e.Account.Version + 1}")];

    private static Told Context(long id, ToldSubjects s, string version)
    {
        var (person, account) = (s.Person(id), s.Account(id));
        var study = s.Engagements(id).OrderByDescending(e => e.IsOpen).ThenByDescending(e => e.Start).FirstOrDefault();
        return new("CallerContextPublished", $"{person.StudentNumber}/{version}", person.StudentNumber,
            new { person = person.StudentNumber, name = person.DisplayName, status = study?.Status, programme = study is null ? null : s.Programme(study).Code, username = account?.Username, isLocked = account?.IsLocked });
    }
}

/// <summary>F053: what Wellbeing must know of a student beside what they declare: the status, that holds stand, that somebody is asked to act.</summary>
internal sealed class F053Contexts() : Listener("F053", "WELL")
{
    protected override IEnumerable<Told> On(StatusChanged e, ToldSubjects s)
    {
        var student = s.Student(e.Entry.PersonId);
        yield return new("StudentContextPublished", $"{student}/{e.Engagement.Numhus}/{e.Entry.Ordinal}", $"{student}/context", new { student, engagement = e.Engagement.Numhus, programme = s.Programme(e.Engagement).Code, status = e.Status, effectiveOn = e.Entry.EffectiveOn, version = e.Entry.Ordinal });
    }

    protected override IEnumerable<Told> On(HoldChanged e, ToldSubjects s)
    {
        var student = s.Student(e.Hold.PersonId);
        yield return new("HoldsChanged", $"{student}/hold/{e.Hold.Id}/{e.Version}", $"{student}/holds", new { student, owners = s.Holds(e.Hold.PersonId).Distinct().Order(StringComparer.Ordinal).ToArray() });
    }

    protected override IEnumerable<Told> On(InterventionOpened e, ToldSubjects s)
    {
        var student = s.Student(e.Intervention.PersonId);
        yield return new("AcademicIndicatorsUpdated", $"{student}/intervention/{e.Intervention.Id}", $"{student}/indicators", new { student, kind = e.Intervention.Kind, openedOn = e.Intervention.OpenedOn });
    }
}

/// <summary>F064 BoardPackIssued: that a board's papers are frozen, with their digest. The papers themselves are read in the record.</summary>
internal sealed class F064Packs() : Listener("F064", "EXAMBOARD")
{
    protected override IEnumerable<Told> On(PackFrozen e) =>
        [new("BoardPackIssued", $"{e.Pack.BoardId}/{e.Pack.PackVersion}", $"board/{e.Pack.BoardId}", new { board = $"{e.Pack.BoardId}", packVersion = e.Pack.PackVersion, sha256 = e.Pack.Hash, frozenAt = e.Pack.FrozenAt })];
}

/// <summary>F067 ExaminerSampleGranted: that work is ready for the external examiner to see, by candidate number and never by name.</summary>
internal sealed class F067Samples() : Listener("F067", "EXTEX")
{
    protected override IEnumerable<Told> On(SampleDrawn e) =>
        [new("ExaminerSampleGranted", $"{e.Work.BoardId}/{e.Work.Id}", $"board/{e.Work.BoardId}", new { board = $"{e.Work.BoardId}", candidate = e.Work.CandidateNumber, ground = e.Work.Ground })];
}
