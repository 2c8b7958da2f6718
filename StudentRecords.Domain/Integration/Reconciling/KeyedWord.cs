using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Examiners;
using StudentRecords.Domain.Integration.Contracts;

namespace StudentRecords.Domain.Integration.Reconciling;

/// <summary>
/// A word of an external examiner (F068) as both sides count it. No message brings it: it is given on the record's own pages, or on a form, of which the examiner keeps a copy. Its content is what the published contract names, in the contract's
/// order, so that whoever said it comes to the same digest.
/// </summary>
/// <param name="Key">Board, examiner and version of the pack; of a comment, board and examiner.</param>
/// <param name="Turn">The examiner's first word under the key, second, third: the version that is compared.</param>
/// <param name="Content">JSON.</param>
public sealed record KeyedWord(string Type, string Key, int Turn, string Content)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public string Sha256 => HashTotal.OfText(Encoding.UTF8.GetBytes(Content));

    public static KeyedWord Of(AssuranceTold told, int turn) => new("StandardsAssuranceConfirmed", $"{told.Board}/{told.Examiner}/{told.PackVersion}", turn,
        JsonSerializer.Serialize(new { board = told.Board, packVersion = told.PackVersion, examiner = told.Examiner, verdict = told.Verdict, comment = told.Comment?.Trim(), form = told.Form is { } form ? new { where = form.Where.Trim(), signedOn = form.SignedOn } : null }, Json));

    public static KeyedWord Of(RemarkTold told, int turn) => new("ExaminerCommentRecorded", $"{told.Board}/{told.Examiner}/comment", turn,
        JsonSerializer.Serialize(new { board = told.Board, packVersion = told.PackVersion, examiner = told.Examiner, candidate = told.Candidate, text = told.Text.Trim() }, Json));

    /// <summary>All that the record holds, each with the moment at which it was given.</summary>
    public static IReadOnlyList<(KeyedWord Word, DateTimeOffset At)> Of(IEnumerable<ExaminerConfirmation> confirmations, IEnumerable<ExaminerRemark> remarks) =>
    [
        .. confirmations.GroupBy(c => (c.BoardId, c.UserId, c.PackVersion)).SelectMany(g => g.OrderBy(c => c.At).ThenBy(c => c.Id).Select((c, i) => (Of(new AssuranceTold
        {
            Board = $"{c.BoardId}", PackVersion = c.PackVersion, Examiner = $"{c.UserId}", Verdict = c.Verdict, Comment = c.Comment, Form = c is { Form: { } where, SignedOn: { } on } ? new SignedForm { Where = where, SignedOn = on } : null,
        }, i + 1), c.At))),
        .. remarks.GroupBy(r => (r.BoardId, r.UserId)).SelectMany(g => g.OrderBy(r => r.At).ThenBy(r => r.Id).Select((r, i) => (Of(new RemarkTold
        {
            Board = $"{r.BoardId}", PackVersion = r.PackVersion, Examiner = $"{r.UserId}", Candidate = r.CandidateNumber, Text = r.Text,
        }, i + 1), r.At))),
    ];
}
