using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>What was told last, for one slice, of things whose rows do not bear their owner's version.</summary>
internal sealed class LastWords
{
    private Dictionary<string, LastWord> words = [];

    public async Task LoadAsync(FlowSlice slice, IEnumerable<string> keys, CancellationToken ct)
    {
        var asked = keys.Distinct().ToList();
        words = await slice.Db.Set<LastWord>().Where(w => asked.Contains(w.Key)).ToDictionaryAsync(w => w.Key, ct);
    }

    /// <summary>Nothing was told of it in this version or a higher one.</summary>
    public bool IsNews(string key, long version) => !(words.GetValueOrDefault(key)?.SourceVersion >= version);

    /// <summary>A higher version was told of it.</summary>
    public bool IsOlder(string key, long version) => words.GetValueOrDefault(key)?.SourceVersion > version;

    /// <summary>The version that was told last; 0 while nothing was.</summary>
    public long Of(string key) => words.GetValueOrDefault(key)?.SourceVersion ?? 0;

    public void Hear(FlowSlice slice, string key, long version)
    {
        if (!words.TryGetValue(key, out var word))
        {
            words[key] = word = new LastWord(key);
            slice.Db.Add(word);
        }

        word.Hear(version);
    }
}
