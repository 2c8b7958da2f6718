namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>The archive: confirms what is filed (F023), and tells that copies were opened.</summary>
internal sealed class Archive() : Part("EDRMS")
{
    private const string Flow = "F024";

    public override IEnumerable<Post> Answers(Heard heard, Scene scene)
    {
        if (heard.Type != "DocumentFiled")
        {
            return [];
        }

        var document = heard.Data.GetProperty("document").GetString()!;
        return [One(new Letter(Flow, "DocumentArchived", $"{document}/{scene.Mark}/1", new { document, edrmsVersion = 1, sha256 = heard.Data.GetProperty("sha256").GetString(), link = $"https://archive.wexmoor.example/{document}" }))];
    }

    public override IEnumerable<Post> Sends(TermStage stage, Scene scene) => stage == TermStage.Assessment
        ? scene.Documents.Select(d => One(new Letter(Flow, "DocumentAccessLogged", $"{d.Key}/{scene.Mark}/opened", new { document = d.Key, edrmsVersion = d.Version, openedAt = scene.Hour(8, 10) })))
        : [];
}
