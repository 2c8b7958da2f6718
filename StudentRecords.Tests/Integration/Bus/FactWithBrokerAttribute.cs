namespace StudentRecords.Tests.Integration.Bus;

/// <summary>A fact that needs RabbitMQ; skipped, with the reason, where a developer has none. On a build server its absence fails.</summary>
public sealed class FactWithBrokerAttribute : FactAttribute
{
    public FactWithBrokerAttribute() =>
        Skip = BrokerFixture.Server is null && Environment.GetEnvironmentVariable("CI") != "true" ? "There is no rabbitmq-server; set RABBITMQ_SERVER." : null;
}
