namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>The loans company: an entitlement for every registration that the record confirms (F049), and one overpayment, of which Finance hears at any hour (F009).</summary>
internal sealed class LoansCompany() : Part("SLC")
{
    public override IEnumerable<Post> Sends(TermStage stage, Scene scene) => stage == TermStage.Assessment
        ? scene.Newcomers.Select(n => n.SupportNumber).OfType<string>().Take(1).Select(support => One(new Letter("F050", "OverpaymentNotified", $"{support}/{scene.Mark}/O",
            new { supportNumber = support, academicYear = scene.Year, notice = $"{scene.Mark}-{support}-O", noticeOn = scene.Today, amount = 312.4m })))
        : [];

    public override IEnumerable<Post> Answers(Heard heard, Scene scene)
    {
        if (heard.Type != "SlcRegistrationConfirmed" || !heard.Data.TryGetProperty("supportNumber", out var number) || number.GetString() is not { } support)
        {
            return [];
        }

        var notice = $"{scene.Mark}-{support}";
        return
        [
            One(new Letter("F050", "LoanEntitlementNotified", $"{support}/{scene.Mark}/E", new { supportNumber = support, academicYear = scene.Year, notice = $"{notice}-E", noticeOn = scene.Today, amount = 9535 })),
            One(new Letter("F050", "LoanPaymentStatusChanged", $"{support}/{scene.Mark}/S", new { supportNumber = support, academicYear = scene.Year, notice = $"{notice}-S", noticeOn = scene.Today, status = "Payable" })),
        ];
    }
}
