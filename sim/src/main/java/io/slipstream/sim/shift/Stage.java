package io.slipstream.sim.shift;

/** A stretch of a schedule. */
public sealed interface Stage {
    /** How long it lasts, steps of the fleet. */
    long steps();

    /** What holds at a step counted from its start, 0 to {@link #steps()}. */
    Shift at(long step);

    /** The step from its start at which something else may hold next; {@link #steps()} at the latest. */
    long nextChange(long step);

    /**
     * One shift, put on at once.
     *
     * @param shift what holds
     * @param steps how long
     */
    record Hold(Shift shift, long steps) implements Stage {
        /** Checks the length. */
        public Hold {
            requirePositive("steps", steps);
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
     * @param drift between which
     * @param steps how long
     * @param every after how many steps the next value holds
     */
    record Ramp(Drift drift, long steps, long every) implements Stage {
        /** Checks the lengths. */
        public Ramp {
            requirePositive("steps", steps);
            requirePositive("every", every);
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

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " has to be at least 1, not " + value);
        }
    }
}
