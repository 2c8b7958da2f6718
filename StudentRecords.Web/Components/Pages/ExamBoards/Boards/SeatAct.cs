namespace StudentRecords.Web.Components.Pages.ExamBoards.Boards;

/// <summary>What is done to a seat with a reason.</summary>
public enum SeatAct
{
    Remove,
    Waive,
}
