package io.slipstream.app.run;

import io.slipstream.app.audit.RunBook;
import io.slipstream.app.audit.StageBook;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.ModelVersion;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells a run as it goes: a line every few seconds, and one for everything that happens. */
final class LiveLines {
    private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();
    /** What segments of a frozen fleet name as their version. */
    private static final int NO_MODEL = 0;

    private final RunBook book;
    private final PrintWriter out;
    private final long started;
    private final TreeSet<Integer> driven = new TreeSet<>();
    private long told;
    private long toldSteps;
    private long decision;
    private int version;
    private int stage = -1;

    /**
     * Lines about what comes from now on; what the books already hold is not told again.
     *
     * @param nanoTime monotonic clock, ns
     */
    LiveLines(RunBook book, PrintWriter out, long nanoTime) {
        this.book = book;
        this.out = out;
        this.started = nanoTime;
        this.told = nanoTime;
        this.toldSteps = book.steps();
        this.driven.addAll(book.drivenVersions());
        book.decisions().forEach(known -> decision = known.getId());
        book.versions().forEach(known -> version = known.getVersion());
    }

    /** Tells what is new in the books. */
    void tell(long nanoTime) {
        events(nanoTime);
        if (nanoTime - told >= EVERY_NANOS) {
            state(nanoTime);
        }
        out.flush();
    }

    private void events(long now) {
        book.latestStage().filter(latest -> latest.index() > stage).ifPresent(begun -> {
            stage = begun.index();
            event(
                    now,
                    "stage '%s': %s under %s, from step %,d",
                    begun.name(),
                    begun.task(),
                    begun.shift(),
                    begun.fromStep());
        });
        for (FinetuneDecision made : book.decisions()) {
            if (made.getId() > decision) {
                decision = made.getId();
                event(
                        now,
                        "DECISION %d at step %,d: %s (not %s, margin %.2f). %s",
                        made.getId(),
                        made.getAtStep(),
                        made.getComponent(),
                        made.getRejected(),
                        made.getMargin(),
                        made.getReason());
            }
        }
        for (ModelVersion made : book.versions()) {
            if (made.getVersion() > version) {
                version = made.getVersion();
                event(
                        now,
                        "version %d published: %s, %,d updates since v%s, %,d trainable parameters, %,d bytes",
                        made.getVersion(),
                        made.getComponent(),
                        made.getUpdates(),
                        orDash(made.getParent()),
                        made.getTrainableParameters(),
                        made.getBytesPublished());
            }
        }
        for (int seen : book.drivenVersions()) {
            if (driven.add(seen)) {
                event(now, "%s", seen == NO_MODEL ? "the heuristic driver drives" : "version " + seen + " drives");
            }
        }
    }

    private static String orDash(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }

    private void event(long now, String format, Object... values) {
        out.printf(Locale.ROOT, "%s >> %s%n", clock(now), String.format(Locale.ROOT, format, values));
    }

    private void state(long now) {
        double seconds = (now - told) / 1e9;
        double rate = (book.steps() - toldSteps) / seconds;
        told = now;
        toldSteps = book.steps();
        out.printf(
                Locale.ROOT,
                "%s    %-16s %-12s %,9d steps  %,6.0f/s  success %s  %s  v%s%n",
                clock(now),
                stageName(),
                shift(),
                book.steps(),
                rate,
                success(),
                mismatch(),
                book.latestDriven() < 0 ? "-" : Integer.toString(book.latestDriven()));
    }

    private String stageName() {
        return book.latestStage().map(StageBook::name).orElse("-");
    }

    /** Where a drift has got to. */
    private String shift() {
        return book.latestStage().map(StageBook::latestShift).orElse("-");
    }

    private String success() {
        Double rate = book.latestStage().map(StageBook::lastSuccessRate).orElse(null);
        return rate == null ? "  - " : String.format(Locale.ROOT, "%.2f", rate);
    }

    private String mismatch() {
        return book.latestReport().map(LiveLines::mismatch).orElse("E_P -  E_pi -");
    }

    private static String mismatch(MismatchReport report) {
        return String.format(
                Locale.ROOT,
                "E_P %.3f (<%.3f)  E_pi %.3f (<%.3f)",
                report.getDynamics().getValue(),
                report.getDynamics().getThreshold(),
                report.getPolicy().getValue(),
                report.getPolicy().getThreshold());
    }

    private String clock(long now) {
        return String.format(Locale.ROOT, "%4ds", (now - started) / 1_000_000_000L);
    }
}
