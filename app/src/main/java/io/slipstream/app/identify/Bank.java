package io.slipstream.app.identify;

import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.catalogue.Catalogue;
import io.slipstream.sim.shift.LabelSettings;
import io.slipstream.sim.shift.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The courses that grade.
 *
 * @param shifts each driven for a while without and then with it
 * @param schedules driven for one round
 * @param labels how shifts are labelled
 */
public record Bank(List<Course> shifts, List<Course> schedules, LabelSettings labels) {
    /** Takes copies. */
    public Bank {
        shifts = List.copyOf(shifts);
        schedules = List.copyOf(schedules);
    }

    /** The graded shifts and all schedules that come with Slipstream. */
    public static Bank shipped(String task, IdentifySettings settings) {
        Catalogue catalogue = Catalogue.shipped();
        return of(catalogue, catalogue.shifts(Split.GRADED), catalogue.schedules(), task, settings);
    }

    /**
     * The graded shifts and the schedules of a user's file.
     *
     * @throws IllegalArgumentException when the file has mistakes or no graded shift, or there is no such task
     * @throws IOException when it cannot be read
     */
    public static Bank read(Path file, String task, IdentifySettings settings) throws IOException {
        Catalogue catalogue = Catalogue.with(file);
        List<String> shifts = catalogue.ownShifts(Split.GRADED);
        if (shifts.isEmpty()) {
            throw new IllegalArgumentException(
                    file + " has no graded shift: a bank needs at least one record under the key shifts");
        }
        return of(catalogue, shifts, catalogue.ownSchedules(), task, settings);
    }

    private static Bank of(
            Catalogue catalogue, List<String> shifts, List<String> schedules, String task, IdentifySettings settings) {
        return new Bank(
                shifts.stream()
                        .map(id -> catalogue.scenario(task, id, RewardSettings.defaults()))
                        .map(shifted -> Course.shift(shifted, settings.stepsBefore(), settings.stepsAfter()))
                        .toList(),
                settings.scheduleSeeds() == 0
                        ? List.of()
                        : schedules.stream()
                                .map(id -> Course.schedule(catalogue.schedule(id), settings.stepsAfter()))
                                .toList(),
                catalogue.labels());
    }
}
