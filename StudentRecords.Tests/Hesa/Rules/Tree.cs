using StudentRecords.Domain;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Rules;
using StudentRecords.Infrastructure.Hesa;

namespace StudentRecords.Tests.Hesa.Rules;

/// <summary>Small returns written as text: an entity a line, two spaces for each level, <c>Entity FIELD=value FIELD=value</c>. Keys that are not said are "1".</summary>
internal static class Tree
{
    public static readonly CollectionDefinition Collection = CollectionDefinitions.Load()["24056"];

    public static IReadOnlyList<EntityInTree> Read(string text)
    {
        List<List<ReturnEntity>> trees = [];
        List<ReturnEntity> open = [];
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var level = line.TakeWhile(c => c == ' ').Count() / 2;
            var words = line.Trim().Split(' ');
            var fields = new FieldSet(Collection[words[0]]);
            foreach (var key in fields.Entity.Keys)
            {
                fields.Set(key, "1");
            }

            foreach (var word in words.Skip(1).Select(w => w.Split('=')))
            {
                fields.Set(word[0], word[1].Replace('_', ' '));
            }

            open.RemoveRange(level, open.Count - level);
            var entity = ReturnEntity.Under(open.LastOrDefault(), fields);
            if (level == 0)
            {
                trees.Add([]);
            }

            trees[^1].Add(entity);
            open.Add(entity);
        }

        return [.. trees.Select(EntityInTree.Of)];
    }

    /// <summary>Asks one rule of a whole return; gives what it found.</summary>
    public static List<Finding> Ask(QualityRule rule, string text, string nation = "XI", RuleLists? lists = null, Func<string, (string?, string?)?>? earlier = null)
    {
        var at = new ReturnAtHand(Collection, new InstitutionProfile { Nation = nation }, lists ?? new RuleLists()) { Earlier = earlier ?? (_ => null) };
        List<Finding> findings = [];
        foreach (var tree in Read(text))
        {
            at.Note(tree);
            findings.AddRange(tree.Whole().Where(e => e.Name == rule.Entity).Select(e => rule.Ask(e, at)).OfType<Finding>());
        }

        return findings;
    }
}
