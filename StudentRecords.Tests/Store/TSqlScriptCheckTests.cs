namespace StudentRecords.Tests.Store;

/// <summary>The check itself: what is right passes, and each kind of fault is found.</summary>
public sealed class TSqlScriptCheckTests
{
    private const string Good = """
        CREATE TABLE [Board] ([Id] bigint NOT NULL, [Code] nvarchar(40) NOT NULL, [Notes] nvarchar(max) NULL, CONSTRAINT [PK_Board] PRIMARY KEY ([Id]));
        CREATE TABLE [Decision] ([Id] bigint NOT NULL, [BoardId] bigint NOT NULL, [Mark] decimal(14,4) NULL CHECK ([Mark] >= 0),
            CONSTRAINT [PK_Decision] PRIMARY KEY ([Id]), CONSTRAINT [FK_Decision] FOREIGN KEY ([BoardId]) REFERENCES [Board] ([Id]));
        CREATE UNIQUE INDEX [IX_Code] ON [Board] ([Code]) INCLUDE ([Notes]) WHERE [Code] IS NOT NULL;
        INSERT INTO [Board] ([Id], [Code]) VALUES (1, N'A');
        GO
        CREATE TRIGGER [Decision_Locked] ON [Decision] AFTER UPDATE AS
            IF EXISTS (SELECT 1 FROM deleted d JOIN [Board] b ON b.[Id] = d.[BoardId] WHERE b.[Code] = N'X') THROW 51001, N'Locked', 1;
        GO

        """;

    [Fact]
    public void AGoodScript_HasNoFaults()
    {
        var schema = TSqlSchema.Of(Good);
        Assert.Empty(schema.Faults);
        Assert.Equal(["Decision"], schema.Triggered);
    }

    [Theory]
    [InlineData("CREATE TABEL [X] ([Id] int);", "Incorrect syntax")]
    [InlineData("CREATE TABLE [X] ([Id] integr);", "unknown type integr")]
    [InlineData("CREATE TABLE [X] ([Text] nvarchar(4001));", "over 4000")]
    [InlineData("CREATE TABLE [Board] ([Id] int);", "table Board is made twice")]
    [InlineData("CREATE TABLE [X] ([Id] int, [Id] int);", "column Id is made twice")]
    [InlineData("CREATE TABLE [X] ([Id] int, CONSTRAINT [PK_Board] PRIMARY KEY ([Id]));", "constraint PK_Board is made twice")]
    [InlineData("CREATE TABLE [X] ([Id] int, CONSTRAINT [FK_X] FOREIGN KEY ([Id]) REFERENCES [Bord] ([Id]));", "unknown table Bord")]
    [InlineData("CREATE TABLE [X] ([Id] int, CONSTRAINT [FK_X] FOREIGN KEY ([Id]) REFERENCES [Board] ([Nr]));", "unknown column Nr")]
    [InlineData("CREATE TABLE [X] ([Id] int, CHECK ([Mark] > 0));", "unknown column Mark")]
    [InlineData("CREATE INDEX [IX_X] ON [Board] ([Title]);", "unknown column Title")]
    [InlineData("CREATE INDEX [IX_X] ON [Board] ([Code]) WHERE [State] = N'A';", "unknown column State")]
    [InlineData("CREATE INDEX [IX_Code] ON [Board] ([Id]);", "index on Board IX_Code is made twice")]
    [InlineData("CREATE INDEX [IX_X] ON [Board] ([Notes]);", "Notes may not stand in a key")]
    [InlineData("CREATE TABLE [X] ([A] nvarchar(450), [B] nvarchar(450), CONSTRAINT [U_X] UNIQUE ([A], [B]));", "the key has 1800 bytes")]
    [InlineData("ALTER TABLE [Bord] ADD [X] int;", "unknown table Bord")]
    [InlineData("ALTER TABLE [Board] DROP COLUMN [X];", "unknown column X")]
    [InlineData("ALTER TABLE [Board] ALTER COLUMN [X] int;", "unknown column X")]
    [InlineData("DROP TABLE [Bord];", "unknown table Bord")]
    [InlineData("INSERT INTO [Board] ([Id], [Name]) VALUES (1, N'A');", "unknown column Name")]
    [InlineData("UPDATE [Board] SET [Name] = N'A';", "unknown column Name")]
    [InlineData("DELETE FROM [Bord];", "unknown table Bord")]
    [InlineData("EXEC(N'CREATE TRIGGER [T] ON [Bord] AFTER DELETE AS THROW 51001, N''No'', 1;');", "unknown table Bord")]
    [InlineData("EXEC(N'CREATE TRIGGER [T] ON [Board] AFTER DELETE AS IF EXISTS (SELECT 1 FROM deleted d WHERE d.[State] = 1) THROW 51001, N''No'', 1;');", "unknown column d.State")]
    [InlineData("EXEC(N'CREATE TRIGGER [T] ON [Board] AFTER DELETE AS IF EXISTS (SELECT 1 FROM [Decisions]) THROW 51001, N''No'', 1;');", "unknown table Decisions")]
    [InlineData("EXEC(N'CREATE TRIGGER [T] ON [Board] AFTER DELETE AS THROW 51001 N''No'';');", "Incorrect syntax")]
    [InlineData("IF 1 = 1 BEGIN CREATE TRIGGER [T] ON [Board] AFTER DELETE AS THROW 51001, N'No', 1; END", "Incorrect syntax")]
    public void ABrokenScript_IsCaught(string broken, string fault) =>
        Assert.Contains(TSqlSchema.Of(Good + broken).Faults, f => f.Contains(fault, StringComparison.Ordinal));

    [Theory]
    [InlineData("SELECT b.[Title] FROM [Board] AS b", "unknown column b.Title")]
    [InlineData("SELECT [Title] FROM [Board]", "unknown column Title")]
    [InlineData("SELECT c.[Id] FROM [Board] AS b", "unknown column c.Id")]
    [InlineData("SELECT b.[Id] FROM [Boards] AS b", "unknown table Boards")]
    [InlineData("SELECT b.[Id] FROM [Board] AS b LIMIT 5", "Incorrect syntax")]
    public void ABrokenStatement_IsCaught(string broken, string fault) =>
        Assert.Contains(TSqlSchema.Of(Good).Check(broken), f => f.Contains(fault, StringComparison.Ordinal));

    [Theory]
    [InlineData("SELECT TOP(5) b.[Code], COUNT(*) AS [n] FROM [Board] AS b GROUP BY b.[Code] ORDER BY [n] DESC")]
    [InlineData("SELECT t.[c] FROM (SELECT b.[Id] AS [c] FROM [Board] AS b) AS t WHERE t.[c] IN (SELECT v.[value] FROM OPENJSON(@p) WITH ([value] bigint '$') AS v)")]
    [InlineData("UPDATE b SET b.[Code] = N'A' FROM [Board] AS b WHERE b.[Id] = 1")]
    [InlineData("SET NOCOUNT ON; UPDATE [Board] SET [Code] = @p0 OUTPUT 1 WHERE [Id] = @p1")]
    public void AGoodStatement_HasNoFaults(string good) => Assert.Empty(TSqlSchema.Of(Good).Check(good));
}
