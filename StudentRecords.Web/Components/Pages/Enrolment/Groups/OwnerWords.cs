using StudentRecords.Domain.Integration;

namespace StudentRecords.Web.Components.Pages.Enrolment.Groups;

/// <summary>How a group's owner is called: an office by its name, a system by the name of its code.</summary>
internal static class OwnerWords
{
    public static string Of(string owner) => SystemCatalogue.Names.GetValueOrDefault(owner, owner);
}
