package io.slipstream.app.run;

import io.slipstream.app.audit.AuditReader;
import io.slipstream.app.audit.RunBook;
import io.slipstream.app.broker.DataFolder;
import io.slipstream.app.broker.EmbeddedBroker;
import io.slipstream.app.report.ReportFiles;
import io.slipstream.app.report.RunReport;
import io.slipstream.app.report.Session;
import io.slipstream.app.report.SummaryTable;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.ClusterCheck;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.kafka.TopicAdmin;
import io.slipstream.schemas.Topics;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.admin.Admin;

/** The whole loop in one process: broker, services, schedule, and the report at the end. Everything on one main thread. */
public final class Run {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration A_WHILE = Duration.ofSeconds(5);
    private static final Duration LAST_RECORDS = Duration.ofSeconds(3);

    private final RunSettings settings;
    private final PrintWriter out;
    private final StopSignal stop;

    /**
     * A run that has not begun.
     *
     * @param settings what it is told
     * @param out takes what a person reads
     * @param stop asked again and again whether to end
     */
    public Run(RunSettings settings, PrintWriter out, StopSignal stop) {
        this.settings = settings;
        this.out = out;
        this.stop = stop;
    }

    /** Runs until the schedule or the user ends it. */
    public RunReport play() {
        try (DataFolder folder = DataFolder.take(settings.dataDir())) {
            if (!settings.embedded()) {
                return onBroker(settings.config());
            }
            try (EmbeddedBroker broker = new EmbeddedBroker(folder.path(), settings.brokerPort())) {
                broker.start();
                BrokerAddress.leave(folder.path(), broker.bootstrapServers());
                return onBroker(settings.config().with(CommonSettings.BOOTSTRAP_SERVERS, broker.bootstrapServers()));
            }
        }
    }

    private RunReport onBroker(Config config) {
        new ClusterCheck(config).require();
        KafkaClients clients = new KafkaClients(config);
        try (Admin admin = clients.admin("slipstream-run-topics")) {
            new TopicAdmin(admin, config).ensure(Topics.all());
        }
        RunBook book = new RunBook(config.get(CommonSettings.FLEET));
        try (AuditReader audit = new AuditReader(clients, book);
                CommandSender commands = new CommandSender(clients)) {
            readBack(audit);
            Director director = new Director(
                    settings.script(), config.get(CommonSettings.FLEET), book, commands::send, Clock.systemUTC());
            return play(config, book, audit, director);
        }
    }

    /** Everything that earlier runs left; a stop may come while it is much. */
    private void readBack(AuditReader audit) {
        while (!stop.requested() && !audit.catchUp(A_WHILE)) {
            say("reading the log of earlier runs back");
        }
    }

    private RunReport play(Config config, RunBook book, AuditReader audit, Director director) {
        boolean resumed = book.segments() > 0;
        Stopwatch watch = new Stopwatch(book.steps());
        greet(book, resumed, config);
        LiveLines lines = new LiveLines(book, out, System.nanoTime());
        // Before the actors start: they begin with what the log asks for.
        director.begin();
        try (Fleet fleet = new Fleet(config, List.of(Fleet.Role.values()))) {
            if (stop.unlessRequested(fleet::start)) {
                fleet.webPort().ifPresent(port -> say("live page      http://127.0.0.1:%d/%n", port));
                loop(book, audit, director, lines, watch, fleet);
            }
            say("%n%s, closing the services", stop.requested() ? "ending as asked" : "the schedule is over");
        }
        audit.catchUp(LAST_RECORDS);
        watch.at(book.steps(), System.nanoTime());
        return end(config, book, new Session(resumed, !director.finished(), watch.stepsBefore(), watch.seconds()));
    }

    private void loop(
            RunBook book, AuditReader audit, Director director, LiveLines lines, Stopwatch watch, Fleet fleet) {
        while (!stop.requested() && !director.finished()) {
            audit.poll(POLL);
            director.advance();
            watch.at(book.steps(), System.nanoTime());
            lines.tell(System.nanoTime());
            if (!fleet.healthy()) {
                throw new ServiceFailedException(fleet.failed());
            }
        }
    }

    private void greet(RunBook book, boolean resumed, Config config) {
        say("slipstream run");
        say(
                "broker         %s%s",
                config.get(CommonSettings.BOOTSTRAP_SERVERS), settings.embedded() ? " (embedded)" : "");
        say("data folder    %s", settings.dataDir().toAbsolutePath().normalize());
        say("schedule       %s", settings.script().summary());
        if (resumed) {
            int version = book.versions().isEmpty()
                    ? 0
                    : book.versions().get(book.versions().size() - 1).getVersion();
            say(
                    "resuming       the log holds %,d steps in %,d segments and versions up to %d; all go on from there",
                    book.steps(), book.segments(), version);
        }
    }

    private RunReport end(Config config, RunBook book, Session session) {
        RunReport report = RunReport.of(config.get(CommonSettings.FLEET), book, session);
        say("%n%s", SummaryTable.of(report));
        ReportFiles files =
                ReportFiles.beside(settings.report().orElse(settings.dataDir().resolve("report.json")));
        files.write(report, book);
        for (Path file : files.paths()) {
            say("written        %s", file.toAbsolutePath().normalize());
        }
        return report;
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
