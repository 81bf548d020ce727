package io.slipstream.sim.shift;

/** A stretch of a schedule. */
public sealed interface Stage {
    /** What a person calls it; {@link #shifts()} unless somebody has named it. Two stages of a schedule may have the same. */
    String name();

    /** The name of the shift that holds; of the two, as {@code from>to}, when one becomes the other. */
    String shifts();

    /** How long it lasts, steps of the fleet. */
    long steps();

    /** What holds at a step counted from its start, 0 to {@link #steps()}. */
    Shift at(long step);

    /** The step from its start at which something else may hold next; {@link #steps()} at the latest. */
    long nextChange(long step);

    /** The same in another length, {@code total} steps of the fleet; a drift takes as many values. */
    Stage lasting(long total);

    /**
     * One shift, put on at once.
     *
     * @param name what a person calls it
     * @param shift what holds
     * @param steps how long
     */
    record Hold(String name, Shift shift, long steps) implements Stage {
        /** Checks the length. */
        public Hold {
            requireName(name);
            requirePositive("steps", steps);
        }

        /** A stage called by its shift. */
        public Hold(Shift shift, long steps) {
            this(shift.id(), shift, steps);
        }

        @Override
        public String shifts() {
            return shift.id();
        }

        @Override
        public Hold lasting(long total) {
            return new Hold(name, shift, total);
        }

        @Override
        public Shift at(long step) {
            return shift;
        }

        @Override
        public long nextChange(long step) {
            return steps;
        }
    }

    /**
     * A gradual change from one shift to another.
     *
     * @param name what a person calls it
     * @param drift between which
     * @param steps how long
     * @param every after how many steps the next value holds
     */
    record Ramp(String name, Drift drift, long steps, long every) implements Stage {
        /** Checks the lengths. */
        public Ramp {
            requireName(name);
            requirePositive("steps", steps);
            requirePositive("every", every);
        }

        /** A stage called by its drift. */
        public Ramp(Drift drift, long steps, long every) {
            this(drift.id(), drift, steps, every);
        }

        @Override
        public String shifts() {
            return drift.id();
        }

        @Override
        public Ramp lasting(long total) {
            // Upward, so that a value that was reached within the stage still is; but for rounding.
            double scaled = Math.ceil((double) every * total / steps * (1 - 1e-12));
            return new Ramp(name, drift, total, Math.max(1, (long) scaled));
        }

        @Override
        public Shift at(long step) {
            return drift.at(step >= steps ? 1 : (double) (step / every * every) / steps);
        }

        @Override
        public long nextChange(long step) {
            return Math.min(steps, (step / every + 1) * every);
        }
    }

    private static void requireName(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a name must not be blank");
        }
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " has to be at least 1, not " + value);
        }
    }
}
