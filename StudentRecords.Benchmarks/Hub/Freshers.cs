using System.Globalization;

namespace StudentRecords.Benchmarks.Hub;

/// <summary>A Freshers' Week: people arrive, pay, are held and released, swap modules; the timetable moves under them. One student in twenty makes half of it.</summary>
internal static class Freshers
{
    public static IEnumerable<FarMessage> Week(IReadOnlyList<(string Number, string Occurrence)> students, int count)
    {
        var dice = new Random(2026);
        var events = new int[60];
        var busy = Math.Max(1, students.Count / 20);
        Dictionary<string, bool> isOff = [];
        var held = "";
        for (var n = 0; n < count; n++)
        {
            var (number, occurrence) = students[dice.Next(2) == 0 ? dice.Next(busy) : dice.Next(students.Count)];
            var name = string.Create(CultureInfo.InvariantCulture, $"week-{n}");
            switch (n % 20)
            {
                case 0 or 1:
                    yield return FarMessage.Applicant(name, n, "ApplicationRecorded", 1);
                    break;
                case 2 or 3 or 4 or 5:
                    var off = isOff[number] = !isOff.GetValueOrDefault(number);
                    yield return off ? FarMessage.Leave(name, number, occurrence) : FarMessage.Choose(name, number, occurrence);
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
    }
}
