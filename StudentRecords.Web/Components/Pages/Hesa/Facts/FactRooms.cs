using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Hesa.Facts;

namespace StudentRecords.Web.Components.Pages.Hesa.Facts;

/// <summary>Which room the facts of a subject are in.</summary>
internal static class FactRooms
{
    public static Room Of(FactSubject subject) => subject switch
    {
        FactSubject.Programme or FactSubject.Module => Room.Catalogue,
        FactSubject.Person => Room.Persons,
        _ => Room.Enrolments,
    };

    /// <summary>The subject that an address names, if there is one and the caller may see its facts.</summary>
    public static FactSubject? Read(string subject, Caller caller) =>
        Enum.TryParse<FactSubject>(subject, true, out var read) && Enum.IsDefined(read) && caller.May(Of(read), Level.See) ? read : null;
}
