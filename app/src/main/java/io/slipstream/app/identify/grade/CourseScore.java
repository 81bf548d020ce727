package io.slipstream.app.identify.grade;

import io.slipstream.app.statistics.Interval;
import io.slipstream.sim.shift.ShiftLabel;

/**
 * How one identifier did on one course.
 *
 * @param course its name
 * @param label of its first shift that has one
 * @param accuracy right windows from the first shifted step on, on a control all of them; transitions left out
 * @param delay from the first shifted step to the first window that names anything
 */
public record CourseScore(String course, ShiftLabel label, Interval accuracy, Delay delay) {}
