package io.slipstream.app.identify.grade;

import io.slipstream.monitor.decide.Finding;
import io.slipstream.sim.shift.ShiftLabel;
import java.util.Collection;
import java.util.List;

/**
 * How often which truth met which finding. Both run over the same five words: NONE, DYNAMICS, POLICY, MIXED, OBSERVATION. Mutable until
 * handed out; one thread.
 */
public final class Confusion {
    /** The classes of macro-F1. */
    static final List<ShiftLabel> CLASSES =
            List.of(ShiftLabel.NONE, ShiftLabel.DYNAMICS, ShiftLabel.POLICY, ShiftLabel.MIXED);

    private final long[][] counts = new long[ShiftLabel.values().length][Finding.values().length];

    /** Counts one window. */
    public void add(ShiftLabel truth, Finding finding) {
        counts[truth.ordinal()][finding.ordinal()]++;
    }

    /** Counts everything that another one counted. */
    void add(Confusion other) {
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts[i].length; j++) {
                counts[i][j] += other.counts[i][j];
            }
        }
    }

    /** The sum of several. */
    static Confusion sum(Collection<Confusion> parts) {
        Confusion sum = new Confusion();
        parts.forEach(sum::add);
        return sum;
    }

    /** Windows with this truth and this finding. */
    public long count(ShiftLabel truth, Finding finding) {
        return counts[truth.ordinal()][finding.ordinal()];
    }

    /** Windows with this truth. */
    public long total(ShiftLabel truth) {
        long total = 0;
        for (Finding finding : Finding.values()) {
            total += count(truth, finding);
        }
        return total;
    }

    /** Windows of all four classes. */
    public long total() {
        return CLASSES.stream().mapToLong(this::total).sum();
    }

    /** Windows of the four classes that were graded right. */
    public long right() {
        return CLASSES.stream().mapToLong(this::right).sum();
    }

    /** Windows without any shift in which something was found. */
    public long falseAlarms() {
        return total(ShiftLabel.NONE) - count(ShiftLabel.NONE, Finding.NONE);
    }

    /**
     * F1 of one class, where a mixed shift is named rightly by either of its parts, since updating either first is right, and where
     * finding both parts at fault counts as naming the first one that would be updated, the dynamics. NaN without windows of that class.
     */
    public double f1(ShiftLabel truth) {
        long right = right(truth);
        long missed = total(truth) - right;
        long wrong = 0;
        for (ShiftLabel other : CLASSES) {
            for (Finding finding : Finding.values()) {
                if (other != truth && counted(other, finding) == truth) {
                    wrong += count(other, finding);
                }
            }
        }
        return total(truth) == 0 ? Double.NaN : 2.0 * right / (2 * right + missed + wrong);
    }

    /** Mean F1 of the classes that there are windows of. OBSERVATION is none of them. */
    public double macroF1() {
        return CLASSES.stream()
                .filter(truth -> total(truth) > 0)
                .mapToDouble(this::f1)
                .average()
                .orElse(Double.NaN);
    }

    /** Mean F1 of the classes that there are windows of, where a finding counts as nothing but itself: MIXED is right for MIXED alone. */
    public double strictMacroF1() {
        return CLASSES.stream()
                .filter(truth -> total(truth) > 0)
                .mapToDouble(this::strictF1)
                .average()
                .orElse(Double.NaN);
    }

    private double strictF1(ShiftLabel truth) {
        Finding named = Finding.valueOf(truth.name());
        long found = CLASSES.stream().mapToLong(label -> count(label, named)).sum();
        return 2.0 * count(truth, named) / (total(truth) + found);
    }

    private long right(ShiftLabel truth) {
        long right = 0;
        for (Finding finding : Finding.values()) {
            right += counted(truth, finding) == truth ? count(truth, finding) : 0;
        }
        return right;
    }

    /** The class that a finding counts as where this is the truth. */
    static ShiftLabel counted(ShiftLabel truth, Finding finding) {
        return switch (finding) {
            case NONE -> ShiftLabel.NONE;
            case OBSERVATION -> ShiftLabel.OBSERVATION;
            case POLICY -> truth == ShiftLabel.MIXED ? ShiftLabel.MIXED : ShiftLabel.POLICY;
            case DYNAMICS, MIXED -> truth == ShiftLabel.MIXED ? ShiftLabel.MIXED : ShiftLabel.DYNAMICS;
        };
    }

    /** Whether a finding is right. */
    static boolean isRight(ShiftLabel truth, Finding finding) {
        return counted(truth, finding) == truth;
    }
}
