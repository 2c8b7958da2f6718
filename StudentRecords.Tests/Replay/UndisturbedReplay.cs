using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Replay;

/// <summary>The small data set replayed once, through the boards, without anything in between: what the other runs are held against.</summary>
public sealed class UndisturbedReplay : IAsyncLifetime
{
    internal SmallDataSet Data { get; } = new();

    public string Database { get; } = RunFolder.NewFile(".db");

    /// <summary>What the run printed.</summary>
    public string Says { get; private set; } = "";

    /// <summary>Hash of the record after it.</summary>
    public string State { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Says = await RunAsync(Database);
        State = await ReplayProcess.StateAsync(Database);
    }

    public string[] Command(string database) => ["replay", "oulad", Data.Folder, "--database", database, "--through-boards"];

    public Task<string> RunAsync(string database) => ReplayProcess.RunAsync(Command(database));

    public Task DisposeAsync()
    {
        Data.Dispose();
        return Task.CompletedTask;
    }
}
