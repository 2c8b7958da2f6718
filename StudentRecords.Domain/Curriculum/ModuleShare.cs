namespace StudentRecords.Domain.Curriculum;

/// <summary>What of a module is shared.</summary>
public enum ModuleShareOf
{
    /// <summary>HESA ModuleDeliveryRole: an organisation that delivers a part; the institution delivers the rest.</summary>
    Delivery,

    /// <summary>HESA ModuleCostCentre; where there are any they stand in the place of the catalogue's one.</summary>
    CostCentre,

    /// <summary>HESA ModuleSubject; where there are any they stand in the place of the catalogue's one.</summary>
    Subject,
}

/// <summary>A share in a module that the catalogue does not tell: of an organisation, a cost centre or a subject.</summary>
public sealed class ModuleShare : ReturnedFact
{
    private ModuleShare() { }

    public ModuleShare(Module module, DateOnly from, ModuleShareOf of, string code, decimal percent)
    {
        ModuleId = module.Id;
        From = from;
        Of = of;
        Code = code;
        Percent = percent;
    }

    public long ModuleId { get; private set; }

    public ModuleShareOf Of { get; private set; }

    /// <summary>UKPRN or HESA organisation code, cost centre, or HECoS code.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Per cent, one decimal.</summary>
    public decimal Percent { get; private set; }
}
