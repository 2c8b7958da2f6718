namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>Payroll: pays what is authorised (F035).</summary>
internal sealed class Payroll() : Part("PAY")
{
    public override IEnumerable<Post> Answers(Heard heard, Scene scene)
    {
        if (heard.Type is not ("BursaryPaymentAuthorised" or "StipendAuthorised"))
        {
            return [];
        }

        var authorisation = heard.Data.GetProperty("authorisation").GetString()!;
        return
        [
            One(new Letter("F036", heard.Type == "StipendAuthorised" ? "StipendPaid" : "BursaryPaymentConfirmed", $"{authorisation}/paid", new
            {
                student = Who.Student(heard.Data.GetProperty("student").GetString()!), payment = $"{authorisation}/paid", authorisation, scheme = heard.Data.GetProperty("scheme").GetString(), amount = heard.Data.GetProperty("amount").GetDecimal(), paidOn = scene.Today,
            })),
        ];
    }
}
