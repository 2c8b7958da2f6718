using Bunit;
using StudentRecords.Web.Components.Shared;

namespace StudentRecords.Tests.Components;

public sealed class DayFieldTests : BunitContext
{
    [Theory]
    [InlineData("3 Oct 2026")]
    [InlineData("3 October 2026")]
    [InlineData(" 3  oct 2026 ")]
    [InlineData("03/10/2026")]
    [InlineData("3.10.26")]
    [InlineData("2026-10-03")]
    public void Days_AreReadAsTheyAreTyped(string text)
    {
        Assert.True(DayText.TryRead(text, out var day));
        Assert.Equal(new DateOnly(2026, 10, 3), day);
    }

    [Theory]
    [InlineData("3 Sep 2026")]
    [InlineData("3 Sept 2026")]
    public void September_IsReadBothWays(string text)
    {
        Assert.True(DayText.TryRead(text, out var day));
        Assert.Equal(new DateOnly(2026, 9, 3), day);
    }

    [Theory]
    [InlineData("10/23/2026")]
    [InlineData("31 Feb 2026")]
    [InlineData("soon")]
    public void WhatIsNoDay_IsSaidAndKept(string text)
    {
        DateOnly? told = new DateOnly(2000, 1, 1);
        var field = Render<DayField>(p => p.Add(f => f.Id, "From").Add(f => f.Label, "First day").Add(f => f.ValueChanged, d => told = d));
        field.Find("#From").Change(text);
        Assert.Null(told);
        Assert.Equal(text, field.Find("#From").GetAttribute("value"));
        Assert.Contains("is not a day", field.Find(".field-refusal").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Day_IsWrittenTheProductsWayOnceRead()
    {
        DateOnly? told = null;
        var field = Render<DayField>(p => p.Add(f => f.Id, "From").Add(f => f.Label, "First day").Add(f => f.ValueChanged, d => told = d));
        field.Find("#From").Change("3/10/26");
        Assert.Equal(new DateOnly(2026, 10, 3), told);
        Assert.Equal("3 Oct 2026", field.Find("#From").GetAttribute("value"));
    }
}
