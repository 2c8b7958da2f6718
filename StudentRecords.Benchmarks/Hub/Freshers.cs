using System.Globalization;

namespace StudentRecords.Benchmarks.Hub;

/// <summary>A Freshers' Week: people arrive, pay, are held and released, choose electives and drop them; the timetable moves under them. One student in twenty makes half of it.</summary>
internal static class Freshers
{
    public static IEnumerable<FarMessage> Week(IReadOnlyList<FarStudent> students, int count)
    {
        var dice = new Random(2026);
        var events = new int[60];
        Dictionary<string, bool> isOn = [];
        var choosing = students.Where(s => s.HasElective).ToList();
        var held = "";
        for (var n = 0; n < count; n++)
        {
            var number = OneOf(students).Number;
            var name = string.Create(CultureInfo.InvariantCulture, $"week-{n}");
            switch (n % 20)
            {
                case 0 or 1:
                    yield return FarMessage.Applicant(name, n, "ApplicationRecorded", 1);
                    break;
                case 2 or 3 or 4 or 5:
                    var chooser = OneOf(choosing);
                    var on = isOn[chooser.Number] = !isOn.GetValueOrDefault(chooser.Number);
                    yield return on ? FarMessage.Choose(name, chooser.Number, chooser.Year) : FarMessage.Leave(name, chooser.Number, chooser.Year);
                    break;
                case 6 or 7 or 8 or 9:
                    var of = dice.Next(events.Length);
                    yield return FarMessage.Event($"week-event-{of}", students[of * 7 % students.Count].Occurrence, ++events[of]);
                    break;
                case 10:
                    held = number;
                    yield return FarMessage.Hold(name, number, 1);
                    break;
                case 15:
                    yield return FarMessage.Hold(string.Create(CultureInfo.InvariantCulture, $"week-{n - 5}"), held, 2);
                    break;
                default:
                    yield return FarMessage.Payment(name, number);
                    break;
            }
        }

        FarStudent OneOf(IReadOnlyList<FarStudent> of) => of[dice.Next(dice.Next(2) == 0 ? Math.Max(1, of.Count / 20) : of.Count)];
    }
}
