package io.slipstream.sim.task;

import io.slipstream.sim.math.Range;
import java.util.List;

/** The parameters that somebody gives a task of some kind; each absent one has a value of its own. */
public interface TaskParameters {
    /** A number within a range. */
    double number(String key, double otherwise, Range range);

    /** Several numbers within a range. */
    List<Double> numbers(String key, List<Double> otherwise, Range range);

    /** The time between two cars, s. */
    Headway headway(String key, Headway otherwise);
}
