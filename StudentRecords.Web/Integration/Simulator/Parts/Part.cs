namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>What one system says in a term, and what it answers when the record tells it something.</summary>
internal abstract class Part(string system)
{
    /// <summary>Every system, in the order in which they speak within a stage: some speak before what they name is there, on purpose.</summary>
    public static readonly IReadOnlyList<Part> All =
    [
        new Catalogue(), new Policies(), new Ucas(), new Admissions(), new Estates(), new Identity(), new IdentityChecks(), new HumanResources(), new Residences(), new Immigration(), new LoansCompany(), new Proposals(), new Portal(),
        new Attendance(), new Timetabling(), new LearningEnvironment(), new Library(), new Finance(), new Wellbeing(), new Intelligence(), new ServiceDesk(), new Archive(), new Warehouse(), new Surveys(), new Payroll(), new Research(),
        new StatutoryReturns(), new ExamScheduling(), new Integrity(), new BoardOffice(), new Listening("EXTEX"),
    ];

    /// <summary>Code of the system.</summary>
    public string System => system;

    public virtual IEnumerable<Post> Sends(TermStage stage, Scene scene) => [];

    public virtual IEnumerable<Post> Answers(Heard heard, Scene scene) => [];

    protected static Post One(Letter letter) => new(Way.One, letter.Flow, [letter]);

    protected static Post Batch(IEnumerable<Letter> letters)
    {
        List<Letter> all = [.. letters];
        return new Post(Way.Batch, all.FirstOrDefault()?.Flow ?? "", all);
    }

    protected static Post File(IEnumerable<Letter> letters) => Batch(letters) with { Way = Way.File };
}

/// <summary>A system that only listens: external examiners work in the record itself, or sign a form.</summary>
internal sealed class Listening(string system) : Part(system);
