package io.slipstream.app.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Shifts by their names, one after another: for worlds whose shifts only they themselves understand.
 *
 * @param task driven throughout
 * @param stages at least one
 */
public record NamedScript(String task, List<Held> stages) implements Script {
    private static final String ID = "stages";
    private static final long FOR_EVER = Long.MAX_VALUE / 2;

    /**
     * A shift and how long it holds.
     *
     * @param shift its name
     * @param steps steps of the fleet
     */
    public record Held(String shift, long steps) {
        /** Checks the numbers. */
        public Held {
            if (shift.isBlank() || steps < 1) {
                throw new IllegalArgumentException("a stage needs a shift and at least one step");
            }
        }
    }

    /** Checks that there is one. */
    public NamedScript {
        stages = List.copyOf(stages);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("there has to be a stage");
        }
    }

    /** One shift until somebody ends it. */
    public static NamedScript forEver(String task, String shift) {
        return new NamedScript(task, List.of(new Held(shift, FOR_EVER)));
    }

    /**
     * From {@code SHIFT:STEPS,SHIFT:STEPS,...}.
     *
     * @throws IllegalArgumentException with the reason when it is something else
     */
    public static NamedScript parse(String task, String text) {
        List<Held> stages = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            int colon = part.lastIndexOf(':');
            String steps = part.substring(colon + 1).replace("_", "");
            if (colon < 1 || !steps.matches("[1-9][0-9]{0,14}")) {
                throw new IllegalArgumentException(
                        "'" + part + "' is no stage; write SHIFT:STEPS, for example C0:50000,LONG:200000");
            }
            stages.add(new Held(part.substring(0, colon).strip(), Long.parseLong(steps)));
        }
        return new NamedScript(task, stages);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String summary() {
        List<String> parts = new ArrayList<>();
        for (Held stage : stages) {
            parts.add(
                    stage.steps() == FOR_EVER
                            ? stage.shift() + " until Ctrl-C"
                            : String.format(Locale.ROOT, "%s for %,d steps", stage.shift(), stage.steps()));
        }
        return task + ": " + String.join(", then ", parts);
    }

    @Override
    public boolean over(long step) {
        return step >= stages.stream().mapToLong(Held::steps).sum();
    }

    @Override
    public OptionalLong nextChange(long step) {
        int index = index(step);
        return index + 1 < stages.size() ? OptionalLong.of(start(index + 1)) : OptionalLong.empty();
    }

    @Override
    public long stageStart(long step) {
        return start(index(step));
    }

    @Override
    public Wanted at(long step) {
        String shift = stages.get(index(step)).shift();
        return new Wanted(shift, task, task, shift, shift, Optional.empty());
    }

    @Override
    public boolean sameWorld(long step, long other) {
        return at(step).shift().equals(at(other).shift());
    }

    /** The stage of a step; the last one for steps behind the end. */
    private int index(long step) {
        int index = 0;
        while (index + 1 < stages.size() && step >= start(index + 1)) {
            index++;
        }
        return index;
    }

    private long start(int index) {
        return stages.stream().limit(index).mapToLong(Held::steps).sum();
    }
}
