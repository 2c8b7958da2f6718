namespace StudentRecords.Tests.Integration.RollCalls;

/// <summary>The roll call of inbound flows is not content with a mark: what each kind of test asks is found in its source, and what it does not ask is missed.</summary>
public sealed class InboundReadingTests
{
    private const string Says = "        await scene.SaidAsync(\"F018\", \"BookingStatusChanged\", \"BK-1\", Booking());\n";

    [Theory]
    [InlineData("        Assert.Single((await ViewAsync()).Bookings);\n", true)]
    [InlineData("        var view = await ViewAsync();\n        Assert.Single(view.Bookings);\n", true)]
    [InlineData("        Assert.Single((await scene.Registry.Get<SupportQueries>().OfPersonAsync(1, Registry))!.Bookings);\n", true)]
    [InlineData("        await ViewAsync();\n        Assert.Equal(1, number);\n", false)]
    [InlineData("        Assert.Single(await scene.Registry.Get<InboxQueries>().ListAsync(new TableQuery(), Registry));\n", false)]
    [InlineData("        Assert.Single(await scene.Registry.ReadAsync(db => db.Set<ResidenceBooking>().ToListAsync()));\n", false)]
    public void Change_IsSeen_WhereAnAnswerOfAPublicQueryIsAssertedAfterTheMessage(string asks, bool isSeen)
    {
        Assert.Equal(isSeen, Read(Says + asks).Changes("F018"));
        Assert.False(Read(Says + asks).Changes("F020"));
        Assert.False(Read(asks + Says).Changes("F018"));
    }

    [Theory]
    [InlineData("        Assert.Single(await scene.Registry.ReadAsync(db => db.Set<ResidenceBooking>().ToListAsync()));\n", 1)]
    [InlineData("        var rows = await scene.Registry.ReadAsync(db => db.Set<ResidenceBooking>().ToListAsync());\n        Assert.Single(rows);\n", 1)]
    [InlineData("        Assert.Single(await RowsAsync());\n", 1)]
    [InlineData("        var id = await scene.Registry.ReadAsync(db => db.Set<Person>().Select(p => p.Id).SingleAsync());\n        Assert.Single((await ViewAsync(id)).Bookings);\n", 0)]
    [InlineData("        Assert.Single(await scene.Registry.ReadAsync(db => db.Set<OutboxMessage>().ToListAsync()));\n", 0)]
    public void Table_ThatIsAsserted_IsFound(string asks, int found) => Assert.Equal(found, Read(Says + asks).OfTables().Count());

    [Theory]
    [InlineData("        Assert.Equal(\"STATUS_MISSING\", (await scene.SayAsync(\"F018\", \"BookingStatusChanged\", \"BK-1\", Booking())).Code);\n", true)]
    [InlineData("        var receipt = await scene.SayAsync(\"F018\", \"BookingStatusChanged\", \"BK-1\", Booking());\n        Assert.Equal((InboxState.Quarantined, \"STATUS_MISSING\"), (receipt.State, receipt.Code));\n", true)]
    [InlineData("        Assert.Equal(InboxState.Quarantined, (await scene.SayAsync(\"F018\", \"BookingStatusChanged\", \"BK-1\", Booking())).State);\n", false)]
    [InlineData("        Assert.Equal(\"STALE\", (await scene.SayAsync(\"F018\", \"BookingStatusChanged\", \"BK-1\", Booking())).Code);\n", false)]
    [InlineData("        Assert.Equal(\"CONTRACT\", (await scene.SayAsync(\"F020\", \"MaintenanceNoticeIssued\", \"B\", Booking())).Code);\n", false)]
    [InlineData("        await scene.SayAsync(\"F018\", \"BookingStatusChanged\", \"BK-1\", Booking());\n        Assert.Equal(\"RETIRED\", (await MoveAsync()).Refusals.Single().Code);\n", false)]
    public void Refusal_IsSeen_WhereTheReasonOfTheFlowsMessageIsNamed(string asks, bool isSeen) => Assert.Equal(isSeen, Read(asks).Refuses("F018"));

    private static InboundReading Read(string body) => new(
        new TestSource("example", $$"""
            public sealed class Example
            {
                private HubScene scene = null!;

                [Fact]
                public async Task Example_IsRead()
                {
            {{body.TrimEnd('\n').ReplaceLineEndings("\n")}}
                }

                private async Task<SupportView> ViewAsync(long person = 1) => (await scene.Registry.Get<SupportQueries>().OfPersonAsync(person, Registry))!;

                private Task<List<ResidenceBooking>> RowsAsync() => scene.Registry.ReadAsync(db => db.Set<ResidenceBooking>().ToListAsync());

                private static object Booking() => new { booking = "BK-1" };
            }

            """),
        "Example_IsRead");
}
