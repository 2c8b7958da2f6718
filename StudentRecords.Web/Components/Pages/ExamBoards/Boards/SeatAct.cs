namespace StudentRecords.Web.Components.Pages.ExamBoards.Boards;

/// <summary>What is done to a seat.</summary>
public enum SeatAct
{
    Remove,
    Waive,
    EnterForm,
}
