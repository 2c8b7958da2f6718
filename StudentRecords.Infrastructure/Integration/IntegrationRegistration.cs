using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.Enrolment.Flows;
using StudentRecords.Infrastructure.Integration.Asking;
using StudentRecords.Infrastructure.Integration.Bus;
using StudentRecords.Infrastructure.Integration.Files;
using StudentRecords.Infrastructure.Integration.Formats;
using StudentRecords.Infrastructure.Integration.Formats.Ucas;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Integration.Inbound.Campaigns;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Infrastructure.Integration.Publishing;
using StudentRecords.Infrastructure.Integration.Quarantine;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Infrastructure.Integration.Reconciling;
using StudentRecords.Infrastructure.Integration.Replaying;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Integration.Switching;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Misconduct;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students.Filing;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>The hub: the door, its one writer, and the flows that it applies.</summary>
public static class IntegrationRegistration
{
    public static IServiceCollection AddRegistryIntegration(this IServiceCollection services)
    {
        services.AddSingleton(s => new InboundFlows(s.GetServices<Func<IInboundFlow>>()));
        services.AddSingleton<PublishedContracts>();
        services.AddSingleton<FlowSwitch>();
        services.AddScoped<VariationQueries>();
        services.AddScoped<VariationService>();
        services.AddSingleton<ArrivalReader>();
        services.AddSingleton<HubWriter>();
        services.AddHubWriter();
        services.AddSingleton(s => new HubDoor(s.GetRequiredService<ArrivalReader>(), s.GetRequiredService<HubWriter>(), s.GetRequiredService<MassChangeGuard>(), s.GetRequiredService<SignedSwitches>()));
        services.AddSingleton(s => new TrialDoor(s.GetRequiredService<IDbContextFactory<RegistryDbContext>>(), s.GetRequiredService<InboundFlows>(), s.GetRequiredService<ArrivalReader>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SignedSwitches>();
        services.AddScoped<SwitchQueries>();
        services.AddScoped<SwitchService>();
        services.AddSingleton<MassChangeGuard>();
        services.AddSingleton<DropRowReport>();
        services.AddDataProtection();
        services.AddScoped<InboxStatusQuery>();
        services.AddSingleton<AddressRule>();
        services.AddOutbound();
        services.AddBus();
        services.AddTelling();
        services.AddReading();
        services.AddHostedService<InboxSweep>();
        services.AddHostedService<HubGauges>();
        services.AddJob<QuarantineGroupJob>();
        services.AddRecurringJob<LongParkedJob>("0 40 3 * * ?");
        services.AddRecurringJob<SampledTextsJob>("0 50 3 * * ?");
        services.AddJob<ReplayMessagesJob>();
        services.AddJob<FillSystemJob>();
        services.AddScoped<ReplayService>();
        services.AddSingleton<ReconciliationDoor>();
        services.AddScoped<ReconciliationService>();
        services.AddScoped<ReconciliationQueries>();
        services.AddScoped<CorrectionService>();
        services.AddScoped<QuarantineService>();
        services.AddHostedService<DropFolderWatch>();
        services.AddJob<DropFolderJob>();
        services.AddSingleton<DropFileIntake>();
        services.AddSingleton<HubFolders>();
        services.AddSingleton<CalendarDoor>();
        services.AddScoped<PortalTimetable>();
        services.AddScoped(s => new StudentReads(s.GetRequiredService<IDbContextFactory<RegistryDbContext>>(), s.GetServices<IOutboundGate>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<PartnerDoor>();
        services.AddSingleton<PartnerTokens>();
        services.AddSingleton<PartnerSecrets>();
        services.AddScoped<PartnerService>();
        services.AddScoped<PersonMessageQueries>();
        Inbound<F001Modules>(services);
        Inbound<F001Programmes>(services);
        Inbound<F001Requisites>(services);
        Inbound<F001Retirements>(services);
        Inbound<F005Applications>(services);
        Inbound<F005Handover>(services);
        Inbound<F010HoldPlaced>(services);
        Inbound<F010HoldReleased>(services);
        Inbound<F010Payments>(services);
        Inbound<F011Profiles>(services);
        Inbound<F011Requests>(services);
        Inbound<F011Selections>(services);
        Inbound<F048Identifiers>(services);
        Inbound<F048Reports>(services);
        Inbound<F016Marks>(services);
        Inbound<F024Documents>(services);
        Inbound<F026Verifications>(services);
        Inbound<F045Applications>(services);
        Inbound<F045Replies>(services);
        Inbound<F045Results>(services);
        Inbound<F055Analytics>(services);
        Inbound<F056Trends>(services);
        Inbound<F057Feeds>(services);
        Inbound<F058Campaigns>(services);
        Inbound<F063Adjustments>(services);
        Inbound<F063Ends>(services);
        Inbound<F066Circumstances>(services);
        Inbound<F069Misconduct>(services);
        return services;
    }

    /// <summary>Starts the hub's writer with the host.</summary>
    public static void AddHubWriter(this IServiceCollection services) => services.AddSingleton<IHostedService>(s => s.GetRequiredService<HubWriter>());

    private static void AddReading(this IServiceCollection services)
    {
        services.AddScoped<DropFileQueries>();
        services.AddScoped<FlowQueries>();
        services.AddScoped<ThroughputQueries>();
        services.AddScoped<FlowFailureQueries>();
        services.AddScoped<InboxQueries>();
        services.AddScoped<QuarantineQueries>();
        services.AddScoped<StuckQueries>();
        services.AddScoped<MessageQueries>();
        services.AddScoped<OutboxQueries>();
        services.AddScoped<TraceQueries>();
        services.AddScoped(s => new PartnerQueries(s.GetRequiredService<IDbContextFactory<RegistryDbContext>>(), s.GetRequiredService<Circuits>(), s.GetRequiredService<HubFolders>(), s.GetRequiredService<BusStanding>(), s.GetRequiredService<TimeProvider>()));
    }

    private static void AddOutbound(this IServiceCollection services)
    {
        services.AddHttpClient(HttpChannel.Client, c => c.Timeout = TimeSpan.FromSeconds(20)).RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(10), PooledConnectionLifetime = TimeSpan.FromMinutes(2) });
        services.AddSingleton<ChannelPause>();
        services.AddSingleton<Circuits>();
        services.AddSingleton<FolderChannel>();
        services.AddSingleton<IOutboundChannel>(s => s.GetRequiredService<FolderChannel>());
        services.AddSingleton<IOutboundChannel, FormatsChannel>();
        services.AddSingleton<IOutboundChannel, ScimChannel>();
        services.AddSingleton<NamedFormat, OneRoster>();
        services.AddSingleton<NamedFormat, LoansFile>();
        services.AddSingleton<NamedFormat, LibraryUsers>();
        services.AddSingleton<NamedFormat, SponsorshipBulk>();
        services.AddSingleton<NamedFormat, ReturnXml>();
        services.AddUcasLink();
        services.AddSingleton<IOutboundChannel, HttpChannel>();
        services.AddSingleton<IOutboundGate, GradesGate>();
        services.AddSingleton<IOutboundGate, LoanRegistrationGate>();
        services.AddSingleton<OutboxBell>();
        services.AddSingleton<OutboxDispatcher>();
        services.AddScoped<OutboxService>();
        services.AddHostedService<OutboxPump>();
        services.ConfigureDbContext<SqliteRegistryDbContext>(Hang);
        services.ConfigureDbContext<SqlServerRegistryDbContext>(Hang);
    }

    private static void AddUcasLink(this IServiceCollection services)
    {
        services.AddSingleton<NamedFormat, LinkTransactions>();
        services.AddSingleton<IFileAnswers, LinkAnswers>();
        services.AddSingleton<IFileAnswers, LoansAnswers>();
        foreach (var gate in ChoiceInFlight.All)
        {
            services.AddSingleton<IOutboundGate>(gate);
        }
    }

    private static void Hang(IServiceProvider provider, DbContextOptionsBuilder options) => options.AddInterceptors(provider.GetRequiredService<OutboxBell>());

    /// <summary>Makes an inbound flow known; areas bring their own.</summary>
    internal static void Inbound<TFlow>(IServiceCollection services)
        where TFlow : class, IInboundFlow
    {
        services.AddTransient<TFlow>();
        services.AddSingleton<Func<IInboundFlow>>(s => s.GetRequiredService<TFlow>);
    }
}
