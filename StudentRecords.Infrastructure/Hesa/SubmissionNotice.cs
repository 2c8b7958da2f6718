using System.Text.Json;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.Hesa;

/// <summary>F047: that a return was submitted, by whom it was signed, and the digest of the file, which goes to the data platform beside it.</summary>
internal static class SubmissionNotice
{
    public static OutboxMessage Of(HesaReturn submitted, int entities, DateTimeOffset at) => new(
        "F047",
        "HESA",
        "StudentReturnSubmitted",
        $"{submitted.Ukprn}|{submitted.Collection}|{submitted.Sequence}|{submitted.Digest}",
        $"{submitted.Ukprn}/{submitted.Collection}",
        JsonSerializer.Serialize(new
        {
            ukprn = submitted.Ukprn,
            collectionRef = submitted.Collection,
            submissionNo = submitted.Sequence,
            sha256 = submitted.Digest,
            entities,
            approvedBy = submitted.ApprovedBy,
            signedOffBy = new[] { submitted.FirstSignature, submitted.SecondSignature },
            submittedAt = submitted.SubmittedAt,
        }),
        null,
        at,
        null,
        $"hesa-{submitted.Collection}-{submitted.Sequence}");
}
