using Microsoft.Data.Sqlite;
using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Appeals;
using StudentRecords.Infrastructure.ExamBoards.Examiners;
using StudentRecords.Infrastructure.ExamBoards.Meetings;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards;

/// <summary>A ratified board and one still open, attacked with raw SQL: nothing under the lock may change, whatever the pragmas.</summary>
public sealed class RawSqlAttackTests(RawSqlAttackTests.Scenes scenes) : IClassFixture<RawSqlAttackTests.Scenes>
{
    private static readonly string[] Tables = ["ExamBoard", "BoardMember", "BoardCandidate", "BoardPack", "ExaminerConfirmation", "BoardDecision", "Mark", "ModuleResult", "ModuleRegistration", "AuditEntry", "AuditHead",
        "DeclaredInterest", "SampledWork", "ExaminerRemark", "NameUnsealing", "BoardMinutes", "Appeal"];

    /// <summary>Named attacks; {locked} and {open} stand for a board's id, {lockedReg} and {openReg} for a registration's.</summary>
    public static TheoryData<string, bool> Attacks()
    {
        TheoryData<string, bool> data = [];
        foreach (var sql in Statements())
        {
            data.Add(sql, true);
            data.Add(sql, false);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void UnderTheLock_NothingChanges(string attack, bool recursiveTriggers)
    {
        using var sql = new RawSql(scenes.File, recursiveTriggers);
        var before = Tables.Select(sql.Content).ToList();

        var refused = Assert.Throws<SqliteException>(() => sql.Do(Filled(attack, sql)));

        Assert.Matches("LOCKED|APPEND_ONLY", refused.Message);
        Assert.Equal(before, Tables.Select(sql.Content));
    }

    [Theory]
    [InlineData("UPDATE Mark SET Score = 99 WHERE RegistrationId = {openReg}")]
    [InlineData("DELETE FROM ModuleResult WHERE RegistrationId = {openReg}")]
    [InlineData("UPDATE BoardCandidate SET ProposedGrade = 'First' WHERE BoardId = {open}")]
    [InlineData("UPDATE ModuleRegistration SET Status = 'Withdrawn' WHERE Id = {lockedReg}")]
    public void WhatIsNotLocked_StillMoves(string statement)
    {
        using var sql = new RawSql(scenes.File, false);

        sql.Do("BEGIN");
        sql.Do(Filled(statement, sql));
        sql.Do("ROLLBACK");
    }

    private static IEnumerable<string> Statements()
    {
        foreach (var or in (string[])["", "OR IGNORE", "OR REPLACE"])
        {
            yield return $"UPDATE {or} BoardDecision SET Grade = 'Fail'";
            yield return $"UPDATE {or} BoardDecision SET BoardId = {{open}}";
            yield return $"UPDATE {or} ExamBoard SET Stage = 'InSession' WHERE Id = {{locked}}";
            yield return $"UPDATE {or} ExamBoard SET Title = 'Another' WHERE Id = {{locked}}";
            yield return $"UPDATE {or} Mark SET Score = 99 WHERE RegistrationId = {{lockedReg}}";
            yield return $"UPDATE {or} Mark SET RegistrationId = {{openReg}} WHERE RegistrationId = {{lockedReg}}";
            yield return $"UPDATE {or} Mark SET RegistrationId = {{lockedReg}}, Attempt = 9 WHERE RegistrationId = {{openReg}}";
            yield return $"UPDATE {or} ModuleResult SET OverallMark = 99 WHERE RegistrationId = {{lockedReg}}";
            yield return $"UPDATE {or} ModuleResult SET RegistrationId = {{lockedReg}} WHERE RegistrationId = {{openReg}}";
            yield return $"UPDATE {or} BoardCandidate SET ProposedOutcome = 'Failed' WHERE BoardId = {{locked}}";
            yield return $"UPDATE {or} BoardCandidate SET BoardId = {{open}} WHERE BoardId = {{locked}}";
            yield return $"UPDATE {or} BoardCandidate SET BoardId = {{locked}} WHERE BoardId = {{open}}";
            yield return $"UPDATE {or} BoardMember SET Attended = 0 WHERE BoardId = {{locked}}";
            yield return $"UPDATE {or} BoardPack SET Json = 'x' WHERE BoardId = {{locked}}";
            yield return $"UPDATE {or} BoardPack SET BoardId = {{locked}} WHERE BoardId = {{open}}";
            yield return $"UPDATE {or} ExaminerConfirmation SET Verdict = 'Refused' WHERE BoardId = {{locked}}";
            yield return $"UPDATE {or} ModuleRegistration SET PersonId = (SELECT PersonId FROM ModuleRegistration WHERE Id = {{openReg}}) WHERE Id = {{lockedReg}}";
            yield return $"UPDATE {or} ModuleRegistration SET OccurrenceId = (SELECT OccurrenceId FROM ModuleRegistration WHERE Id = {{openReg}}) WHERE Id = {{lockedReg}}";
            yield return $"UPDATE {or} ModuleRegistration SET EngagementId = (SELECT EngagementId FROM ModuleRegistration WHERE Id = {{openReg}}) WHERE Id = {{lockedReg}}";
            yield return $"UPDATE {or} AuditEntry SET Reason = 'Another' WHERE Sequence = 3";
            yield return $"UPDATE {or} AuditHead SET Sequence = 3";
            yield return $"UPDATE {or} AuditHead SET Hash = 'x'";
        }

        // UPDATE OR REPLACE of an open row onto a locked one's key pushes the locked one out without a delete trigger
        yield return "UPDATE OR REPLACE Mark SET Id = (SELECT Id FROM Mark WHERE RegistrationId = {lockedReg}) WHERE Id = (SELECT Id FROM Mark WHERE RegistrationId = {openReg})";
        yield return "UPDATE OR REPLACE ModuleResult SET Id = (SELECT Id FROM ModuleResult WHERE RegistrationId = {lockedReg}) WHERE RegistrationId = {openReg}";
        yield return "UPDATE OR REPLACE BoardCandidate SET Id = (SELECT Id FROM BoardCandidate WHERE RegistrationId = {lockedReg}) WHERE BoardId = {open}";
        yield return "UPDATE OR REPLACE BoardCandidate SET CandidateNumber = (SELECT CandidateNumber FROM BoardCandidate WHERE RegistrationId = {lockedReg}) WHERE BoardId = {open}";
        yield return "UPDATE OR REPLACE BoardPack SET Id = (SELECT Id FROM BoardPack WHERE BoardId = {locked}) WHERE BoardId = {open}";
        yield return "UPDATE OR REPLACE BoardMember SET Id = (SELECT Id FROM BoardMember WHERE BoardId = {locked}) WHERE Id = (SELECT Id FROM BoardMember WHERE BoardId = {open})";
        yield return "UPDATE OR REPLACE ExaminerConfirmation SET Id = (SELECT Id FROM ExaminerConfirmation WHERE BoardId = {locked}) WHERE BoardId = {open}";
        yield return "UPDATE OR REPLACE ExamBoard SET Id = {locked} WHERE Id = {open}";
        yield return "UPDATE OR REPLACE ExamBoard SET OccurrenceId = (SELECT OccurrenceId FROM ExamBoard WHERE Id = {locked}) WHERE Id = {open}";
        yield return "UPDATE OR REPLACE ModuleRegistration SET Id = {lockedReg} WHERE Id = {openReg}";
        yield return "UPDATE OR REPLACE ModuleRegistration SET PersonId = (SELECT PersonId FROM ModuleRegistration WHERE Id = {lockedReg}), OccurrenceId = (SELECT OccurrenceId FROM ModuleRegistration WHERE Id = {lockedReg}) WHERE Id = {openReg}";

        foreach (var table in (string[])["DeclaredInterest", "SampledWork", "ExaminerRemark"])
        {
            yield return $"DELETE FROM {table} WHERE BoardId = {{locked}}";
            yield return $"UPDATE OR REPLACE {table} SET BoardId = {{open}} WHERE BoardId = {{locked}}";
            yield return $"replace:{table}:BoardId = {{locked}}:BoardId={{open}}";
            yield return $"replace:{table}:BoardId = {{locked}}:Id=7";
        }

        foreach (var table in (string[])["NameUnsealing", "BoardMinutes"])
        {
            yield return $"DELETE FROM {table}";
            yield return $"UPDATE OR REPLACE {table} SET BoardId = {{open}}";
            yield return $"replace:{table}:1=1:BoardId={{open}}";
        }

        // an appeal that two people approved, and one that nobody has approved yet
        yield return "DELETE FROM Appeal";
        yield return "UPDATE OR REPLACE Appeal SET Grounds = 'Others' WHERE HearingBoardId IS NOT NULL";
        yield return "UPDATE OR REPLACE Appeal SET SecondApproverId = NULL WHERE HearingBoardId IS NOT NULL";
        yield return "UPDATE OR REPLACE Appeal SET FirstApproverId = RecordedById WHERE HearingBoardId IS NULL";
        yield return "UPDATE OR REPLACE Appeal SET FirstApproverId = 5, SecondApproverId = 5 WHERE HearingBoardId IS NULL";
        yield return "UPDATE OR REPLACE Appeal SET FirstApproverId = 5, HearingBoardId = {open} WHERE HearingBoardId IS NULL";
        yield return "UPDATE OR REPLACE Appeal SET DecisionId = (SELECT MAX(DecisionId) FROM Appeal WHERE HearingBoardId IS NOT NULL) WHERE HearingBoardId IS NULL";
        yield return "replace:Appeal:HearingBoardId IS NULL:Id=7:HearingBoardId={open}:FirstApproverId=5:SecondApproverId=6:Reference='A-9'";
        yield return "replace:Appeal:HearingBoardId IS NULL:Reference=(SELECT Reference FROM Appeal WHERE HearingBoardId IS NOT NULL)";
        yield return "replace:BoardDecision:RegistrationId = {lockedReg}:Id=7:BoardId={open}:SupersedesId=(SELECT Id FROM BoardDecision WHERE RegistrationId = {lockedReg})";
        yield return "replace:BoardDecision:RegistrationId = {lockedReg}:Id=7:BoardId={open}:RegistrationId={openReg}:SupersedesId=(SELECT Id FROM BoardDecision WHERE RegistrationId = {lockedReg})";
        yield return "UPDATE OR REPLACE BoardMember SET RemovedAt = 1 WHERE BoardId = {locked}";
        yield return "UPDATE OR REPLACE BoardCandidate SET PostponedAt = 1 WHERE BoardId = {locked}";

        foreach (var table in (string[])["BoardDecision", "AuditEntry", "AuditHead"])
        {
            yield return $"DELETE FROM {table}";
        }

        foreach (var table in (string[])["BoardCandidate", "BoardMember", "BoardPack", "ExaminerConfirmation"])
        {
            yield return $"DELETE FROM {table} WHERE BoardId = {{locked}}";
            yield return $"replace:{table}:BoardId = {{locked}}:PersonId=PersonId";
            yield return $"replace:{table}:BoardId = {{open}}:Id=(SELECT Id FROM {table} WHERE BoardId = {{locked}})";
            yield return $"replace:{table}:BoardId = {{open}}:Id=7:BoardId={{locked}}";
        }

        yield return "replace:BoardCandidate:BoardId = {open}:Id=7:CandidateNumber=(SELECT CandidateNumber FROM BoardCandidate WHERE BoardId = {locked})";
        yield return "DELETE FROM ExamBoard WHERE Id = {locked}";
        yield return "DELETE FROM Mark WHERE RegistrationId = {lockedReg}";
        yield return "DELETE FROM ModuleResult WHERE RegistrationId = {lockedReg}";
        yield return "DELETE FROM ModuleRegistration WHERE Id = {lockedReg}";
        yield return "replace:ExamBoard:Id = {locked}:Stage='InSession'";
        yield return "replace:ExamBoard:Id = {locked}:Id=7:Stage='InSession'";
        yield return "replace:ExamBoard:Id = {open}:Id={locked}";
        yield return "replace:ExamBoard:Id = {open}:Id=7:OccurrenceId=7:Stage='Ratified'";
        yield return "replace:BoardDecision:1=1:Grade='First'";
        yield return "replace:BoardDecision:1=1:Id=7:Grade='First'";
        yield return "replace:BoardDecision:RegistrationId = {lockedReg}:BoardId={open}";
        yield return "replace:BoardDecision:RegistrationId = {lockedReg}:Id=7:RegistrationId={openReg}";
        yield return "replace:Mark:RegistrationId = {lockedReg}:Score=99";
        yield return "replace:Mark:RegistrationId = {lockedReg}:Id=7:Score=99";
        yield return "replace:Mark:RegistrationId = {lockedReg}:RegistrationId={openReg}";
        yield return "replace:Mark:RegistrationId = {openReg}:Id=7:RegistrationId={lockedReg}:Attempt=9";
        yield return "replace:ModuleResult:RegistrationId = {lockedReg}:OverallMark=99";
        yield return "replace:ModuleResult:RegistrationId = {lockedReg}:Id=7:OverallMark=99";
        yield return "replace:ModuleResult:RegistrationId = {lockedReg}:RegistrationId=7";
        yield return "replace:ModuleRegistration:Id = {lockedReg}:Attempt=2";
        yield return "replace:ModuleRegistration:Id = {lockedReg}:Id=7";
        yield return "replace:AuditEntry:Sequence = 3:Reason='Another'";
        yield return "replace:AuditHead:1=1:Sequence=3";
        yield return "INSERT INTO ModuleResult SELECT * FROM ModuleResult WHERE RegistrationId = {lockedReg} ON CONFLICT DO UPDATE SET OverallMark = 99";
        yield return "UPDATE ExamBoard SET Stage = 'Ratified' WHERE Id = {open}";
    }

    private string Filled(string attack, RawSql sql)
    {
        var filled = attack.Replace("{lockedReg}", $"{scenes.Ratified.Registrations[0].Id}", StringComparison.Ordinal).Replace("{openReg}", $"{scenes.Open.Registrations[0].Id}", StringComparison.Ordinal)
            .Replace("{locked}", $"{scenes.Ratified.BoardId}", StringComparison.Ordinal).Replace("{open}", $"{scenes.Open.BoardId}", StringComparison.Ordinal);
        return filled.Split(':') is ["replace", var table, var where, .. var otherwise]
            ? sql.Replace(table, where, [.. otherwise.Select(o => o.Split('=', 2)).Select(o => (o[0], o[1]))])
            : filled;
    }

    /// <summary>Made once: no attack leaves a trace.</summary>
    public sealed class Scenes : IAsyncLifetime
    {
        private readonly TestRegistry registry = new(on: TestDatabase.AsFile());

        public string File => registry.File;

        internal BoardScene Ratified { get; private set; } = null!;

        internal BoardScene Open { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Ratified = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80], [40, 50]);
            await DressAsync();
            await Ratified.SitAsync();
            await registry.Get<DecisionService>().AcceptSuggestionsAsync(Ratified.BoardId, null, registry.As(Ratified.Chair));
            Assert.Empty((await Ratified.RatifyAsync()).Refusals);
            Assert.Empty((await registry.Get<MeetingService>().SealMinutesAsync(Ratified.BoardId, registry.As(Ratified.Secretary))).Refusals);
            await AppealAsync(0, approvals: 2);
            await AppealAsync(1, approvals: 0);
            Open = await BoardScene.OpenAsync(registry, "BBB-2023A", [60, 60]);
            await Open.FreezeAsync();
            await Open.ConfirmAsync();
            await Open.SitAsync();
        }

        /// <summary>One of each of the papers that lock with the board.</summary>
        private async Task DressAsync()
        {
            await registry.Get<MeetingService>().PutUpAgendaAsync(Ratified.BoardId, registry.As(Ratified.Secretary));
            await Ratified.FreezeAsync();
            await Ratified.ConfirmAsync();
            var number = (await Ratified.CandidateAsync(0)).CandidateNumber;
            Assert.Empty((await registry.Get<SampleService>().AskForAsync(Ratified.BoardId, number, registry.As(Ratified.External))).Refusals);
            Assert.Empty((await registry.Get<SampleService>().RemarkAsync(Ratified.BoardId, number, "Fair", registry.As(Ratified.External))).Refusals);
            Assert.Empty((await registry.Get<UnsealingService>().UnsealAsync(Ratified.BoardId, number, registry.As(Ratified.Secretary))).Refusals);
            Assert.Empty((await registry.Get<MembershipService>().DeclareInterestAsync(
                new DeclareInterest { BoardId = Ratified.BoardId, UserId = Ratified.Secretary.UserId!.Value, Candidate = number, Nature = "Neighbours" }, registry.As(Ratified.Secretary))).Refusals);
        }

        private async Task AppealAsync(int student, int approvals)
        {
            var decision = (await Ratified.DecisionsAsync()).Single(d => d.RegistrationId == Ratified.Registrations[student].Id);
            var appeals = registry.Get<AppealService>();
            var appeal = (await appeals.RecordAsync(new RecordAppeal { DecisionId = decision.Id, Reference = $"A-{student}", Grounds = "Procedure" }, registry.As(Ratified.Secretary))).Value;
            foreach (var approver in new[] { Ratified.Chair, Ratified.Internal with { Grants = [new RoleGrant(Role.RegistryManager, Scope.Everything)] } }.Take(approvals))
            {
                Assert.Empty((await appeals.ApproveAsync(appeal, registry.As(approver))).Refusals);
            }
        }

        public Task DisposeAsync()
        {
            registry.Dispose();
            return Task.CompletedTask;
        }
    }
}
