package io.slipstream.app.identify;

import io.slipstream.monitor.decide.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Drives a whole bank. */
public final class Identification {
    /**
     * What came of it.
     *
     * @param shifts by the size of windows, in the order of the settings: the fleets of all shifts
     * @param schedules likewise, of all schedules
     * @param costs of the shifts and schedules together
     */
    public record Result(List<List<FleetHistory>> shifts, List<List<FleetHistory>> schedules, Costs costs) {}

    private final IdentifySettings settings;
    private final Subject subject;
    private final List<Identifier> identifiers;
    private final Consumer<String> progress;

    /**
     * @param progress takes a line after every course
     */
    public Identification(
            IdentifySettings settings, Subject subject, List<Identifier> identifiers, Consumer<String> progress) {
        this.settings = settings;
        this.subject = subject;
        this.identifiers = List.copyOf(identifiers);
        this.progress = progress;
    }

    /** Drives every course. */
    public Result run(Bank bank) {
        Driven shifts = drive(bank.shifts(), settings.seeds(), 0);
        Driven schedules =
                drive(bank.schedules(), settings.scheduleSeeds(), bank.shifts().size());
        return new Result(
                shifts.histories(), schedules.histories(), shifts.costs().plus(schedules.costs()));
    }

    private record Driven(List<List<FleetHistory>> histories, Costs costs) {}

    private Driven drive(List<Course> courses, int seeds, int firstNumber) {
        List<List<FleetHistory>> bySize = new ArrayList<>();
        settings.windows().forEach(size -> bySize.add(new ArrayList<>()));
        Costs costs = Costs.NOTHING;
        for (int i = 0; i < courses.size(); i++) {
            Course course = courses.get(i);
            CourseDrive drive = new CourseDrive(course, seeds, firstNumber + i, settings, subject, identifiers);
            long started = System.nanoTime();
            Costs spent = drive.run();
            costs = costs.plus(spent);
            for (int which = 0; which < bySize.size(); which++) {
                bySize.get(which).addAll(drive.histories(which));
            }
            double seconds = (System.nanoTime() - started) / 1e9;
            progress.accept(String.format(
                    Locale.ROOT,
                    "%s: %d fleets, %,d steps in %.1f s (%,.0f a second)",
                    course.id(),
                    seeds,
                    spent.environmentSteps(),
                    seconds,
                    spent.environmentSteps() / seconds));
        }
        return new Driven(bySize, costs);
    }
}
