package io.slipstream.app.identify.grade;

import io.slipstream.app.statistics.Interval;
import java.util.List;

/**
 * How one identifier did.
 *
 * @param identifier its name
 * @param confusion all windows but transitions
 * @param macroF1 with its interval by bootstrap over seeds
 * @param falseAlarms findings per window without any shift
 * @param accuracy right windows of the four classes
 * @param delay over all fleets that met a shift
 * @param courses one by one
 */
public record Score(
        String identifier,
        Confusion confusion,
        Interval macroF1,
        Interval falseAlarms,
        Interval accuracy,
        Delay delay,
        List<CourseScore> courses) {
    /** Takes a copy. */
    public Score {
        courses = List.copyOf(courses);
    }
}
