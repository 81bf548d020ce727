package io.slipstream.sim.catalogue;

import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.shift.LabelSettings;
import io.slipstream.sim.shift.Schedule;
import io.slipstream.sim.shift.Shift;
import io.slipstream.sim.shift.Split;
import io.slipstream.sim.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything that can be driven, by name: the tasks, shifts and schedules that come with Slipstream and those of a user's files. */
public final class Catalogue {
    private final Map<String, Task> tasks;
    private final Map<String, Shift> shifts;
    private final Map<String, Schedule> schedules;
    private final LabelSettings labels;
    private final Set<String> ownShifts;
    private final Set<String> ownSchedules;

    Catalogue(
            Map<String, Task> tasks,
            Map<String, Shift> shifts,
            Map<String, Schedule> schedules,
            LabelSettings labels,
            Set<String> ownShifts,
            Set<String> ownSchedules) {
        this.tasks = Collections.unmodifiableMap(tasks);
        this.shifts = Collections.unmodifiableMap(shifts);
        this.schedules = Collections.unmodifiableMap(schedules);
        this.labels = labels;
        this.ownShifts = ownShifts;
        this.ownSchedules = ownSchedules;
    }

    /** What comes with Slipstream. */
    public static Catalogue shipped() {
        return new CatalogueReader().readShipped().build();
    }

    /**
     * What comes with Slipstream and what the files add or override, the later ones last. An overridden task or shift is also the one
     * that shifts and schedules mean which name it.
     *
     * @throws CatalogueException naming file, line and key of every mistake
     * @throws IOException when a file cannot be read
     */
    public static Catalogue with(Path... files) throws IOException {
        return with(Arrays.asList(files));
    }

    /** As {@link #with(Path...)}. */
    public static Catalogue with(List<Path> files) throws IOException {
        CatalogueReader reader = new CatalogueReader().readShipped();
        for (Path file : files) {
            reader.read(file);
        }
        return reader.build();
    }

    /**
     * The task of that name.
     *
     * @throws IllegalArgumentException when there is none, naming those that there are
     */
    public Task task(String id) {
        return named("task", id, tasks);
    }

    /**
     * The shift of that name.
     *
     * @throws IllegalArgumentException when there is none, naming those that there are
     */
    public Shift shift(String id) {
        return named("shift", id, shifts);
    }

    /**
     * The schedule of that name.
     *
     * @throws IllegalArgumentException when there is none, naming those that there are
     */
    public Schedule schedule(String id) {
        return named("schedule", id, schedules);
    }

    /**
     * A task under a shift.
     *
     * @throws IllegalArgumentException when one of them is unknown
     */
    public Scenario scenario(String task, String shift, RewardSettings reward) {
        return new Scenario(task(task), shift(shift), reward);
    }

    /** Names of all tasks. */
    public List<String> tasks() {
        return List.copyOf(tasks.keySet());
    }

    /** Names of all shifts. */
    public List<String> shifts() {
        return List.copyOf(shifts.keySet());
    }

    /** Names of the shifts of a split. */
    public List<String> shifts(Split split) {
        return shifts.values().stream()
                .filter(shift -> shift.split() == split)
                .map(Shift::id)
                .toList();
    }

    /** Names of all schedules. */
    public List<String> schedules() {
        return List.copyOf(schedules.keySet());
    }

    /** Names of the shifts of a split that a user's files give, in their order; none without such files. */
    public List<String> ownShifts(Split split) {
        return ownShifts.stream().filter(id -> shift(id).split() == split).toList();
    }

    /** Names of the schedules that a user's files give, in their order; none without such files. */
    public List<String> ownSchedules() {
        return List.copyOf(ownSchedules);
    }

    /** How shifts are measured. */
    public LabelSettings labels() {
        return labels;
    }

    private static <T> T named(String kind, String id, Map<String, T> known) {
        T found = known.get(id);
        if (found == null) {
            throw new IllegalArgumentException(Names.unknown(kind, id, known.keySet()));
        }
        return found;
    }
}
