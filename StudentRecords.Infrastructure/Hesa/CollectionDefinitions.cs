using System.Text.Json;
using System.Text.Json.Serialization;
using StudentRecords.Domain.Hesa;

namespace StudentRecords.Infrastructure.Hesa;

/// <summary>Every collection that the record knows, from the files under <c>Hesa/Collections</c>.</summary>
public sealed class CollectionDefinitions
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly SortedDictionary<string, CollectionDefinition> collections = new(StringComparer.Ordinal);

    /// <param name="collections">Faults are asked for here, so that a bad file stops the program at its start.</param>
    /// <exception cref="InvalidDataException">At least one definition is wrong; the message lists every fault.</exception>
    public CollectionDefinitions(IEnumerable<CollectionDefinition> collections)
    {
        foreach (var collection in collections)
        {
            this.collections.Add(collection.Code, collection);
        }

        var faults = this.collections.Values.SelectMany(DefinitionFaults.Of).ToList();
        if (faults.Count > 0)
        {
            throw new InvalidDataException($"The HESA collections are not right:{Environment.NewLine}{string.Join(Environment.NewLine, faults)}");
        }
    }

    public IReadOnlyCollection<CollectionDefinition> All => collections.Values;

    /// <exception cref="KeyNotFoundException">There is no such collection.</exception>
    public CollectionDefinition this[string code] => Find(code) ?? throw new KeyNotFoundException($"There is no collection {code}; known are {string.Join(", ", collections.Keys)}.");

    public CollectionDefinition? Find(string code) => collections.GetValueOrDefault(code);

    /// <summary>Those that come with the program.</summary>
    public static CollectionDefinitions Load()
    {
        var assembly = typeof(CollectionDefinitions).Assembly;
        var names = assembly.GetManifestResourceNames().Where(n => n.Contains(".Hesa.Collections.", StringComparison.Ordinal));
        return new CollectionDefinitions(names.Select(n =>
        {
            using var file = assembly.GetManifestResourceStream(n)!;
            return Read(file);
        }));
    }

    /// <exception cref="JsonException">The file is not a collection's definition.</exception>
    public static CollectionDefinition Read(Stream file)
    {
        var read = JsonSerializer.Deserialize<CollectionFile>(file, Options) ?? throw new JsonException("The file is empty.");
        return new CollectionDefinition([.. read.Entities.Select(e => (e.Define(), e.Parent))])
        {
            Code = read.Collection, FirstYear = read.FirstYear, ReturnType = read.ReturnType, Root = read.Root, Inferred = read.Inferred,
        };
    }

    private sealed record CollectionFile(string Collection, int FirstYear, string ReturnType, string Root, string[] Inferred, EntityInFile[] Entities);

    private sealed record EntityInFile(
        string Name, int Order, string? Parent, int Min, int? Max, string[] Keys, Vanishing? Vanished, string[]? MatchedBy,
        bool UnchangedOnceReported, StatusFields? StatusOf, DatePair[]? DateOrder, bool ResentWhole, string[]? Inferred, FieldInFile[] Fields)
    {
        public EntityDefinition Define() => new([.. Fields.Select(f => f.Define())])
        {
            Name = Name, Order = Order, Min = Min, Max = Max, Keys = Keys, Vanished = Vanished ?? Vanishing.Nothing, MatchedBy = MatchedBy ?? [],
            UnchangedOnceReported = UnchangedOnceReported, StatusOf = StatusOf, DateOrder = DateOrder ?? [], ResentWhole = ResentWhole, Inferred = Inferred ?? [],
        };
    }

    private sealed record FieldInFile(
        string Name, FieldType Type, int Length, bool Required, string? Meaning, string? AppliesTo,
        Dictionary<string, string?>? Codes, bool FollowsAmendment, string[]? Inferred)
    {
        public FieldDefinition Define() => new()
        {
            Name = Name, Type = Type, Length = Length, Required = Required, Meaning = Meaning ?? "", AppliesTo = AppliesTo ?? "",
            Codes = Codes ?? [], FollowsAmendment = FollowsAmendment, Inferred = Inferred ?? [],
        };
    }
}
