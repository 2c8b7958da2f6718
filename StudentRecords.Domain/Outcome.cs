using System.Diagnostics.CodeAnalysis;

namespace StudentRecords.Domain;

/// <summary>What came of asking the record to change: done, or every reason why not.</summary>
public class Outcome
{
    /// <summary>The answer of a use case that was carried out.</summary>
    public static readonly Outcome Done = new([]);

    protected Outcome(IReadOnlyList<Refusal> refusals) => Refusals = refusals;

    /// <summary>Every reason at once; empty when the change was made.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }

    public virtual bool Succeeded => Refusals.Count == 0;

    public static Outcome Refused(params IEnumerable<Refusal> refusals) => new([.. refusals]);

    public static Outcome Refused(string code, string sentence, string? clause = null) => new([new Refusal(code, sentence, clause)]);

    /// <summary>Done when the list is empty, otherwise refused for every reason in it.</summary>
    public static Outcome From(IReadOnlyCollection<Refusal> refusals) => refusals.Count == 0 ? Done : new([.. refusals]);
}

/// <summary>An <see cref="Outcome"/> that brings a value when it succeeded.</summary>
public sealed class Outcome<T> : Outcome
{
    private Outcome(T? value, IReadOnlyList<Refusal> refusals) : base(refusals) => Value = value;

    public T? Value { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    public override bool Succeeded => base.Succeeded;

    public static implicit operator Outcome<T>(T value) => new(value, []);

    public static new Outcome<T> Refused(params IEnumerable<Refusal> refusals) => new(default, [.. refusals]);

    public static new Outcome<T> Refused(string code, string sentence, string? clause = null) => new(default, [new Refusal(code, sentence, clause)]);
}
