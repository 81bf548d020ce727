package io.slipstream.sim.classic;

import io.slipstream.environment.Conditions;
import io.slipstream.environment.Environment;
import io.slipstream.environment.EpisodeReport;
import io.slipstream.environment.ResetRequest;
import io.slipstream.environment.RuleBased;
import io.slipstream.environment.Spaces;
import io.slipstream.environment.StepBuffer;
import io.slipstream.sim.math.SplitMix64;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Many environments of one classic task; a trajectory depends on the seed, the environment's index and its actions only. */
public final class ClassicEnvironment implements Environment {
    private static final String TIME_OUT = "TIME_OUT";
    private static final String FELL = "FELL";

    private final ClassicTask task;
    private final int count;
    private final double[] state;
    private final int[] steps;
    private final double[] returns;
    private final long[] episode;
    private final boolean[] over;
    private final boolean[] fell;
    private final int[][] underway;
    private final Conditions[] held;
    private final ClassicShift[] shift;
    private final SplittableRandom[] random;
    private Conditions asked;

    /**
     * @param conditions task and shift to begin under
     * @param environments how many
     * @param seed of everything random
     * @throws IllegalArgumentException if task or shift is unknown
     */
    public ClassicEnvironment(Conditions conditions, int environments, long seed) {
        task = ClassicTask.byId(conditions.task());
        ClassicShift first = ClassicShift.byId(conditions.shift());
        asked = conditions;
        count = environments;
        state = new double[environments * task.stateSize()];
        steps = new int[environments];
        returns = new double[environments];
        episode = new long[environments];
        over = new boolean[environments];
        fell = new boolean[environments];
        underway = new int[environments][ClassicShift.LONGEST_DELAY];
        held = new Conditions[environments];
        shift = new ClassicShift[environments];
        random = new SplittableRandom[environments];
        Arrays.fill(episode, -1);
        Arrays.fill(held, conditions);
        Arrays.fill(shift, first);
        seed(seed);
    }

    private void seed(long seed) {
        for (int e = 0; e < count; e++) {
            random[e] = new SplittableRandom(SplitMix64.mix(seed, e, 0));
        }
    }

    @Override
    public int environments() {
        return count;
    }

    @Override
    public Spaces spaces() {
        return task.spaces();
    }

    @Override
    public void reset(ResetRequest request, StepBuffer out) {
        request.conditions().ifPresent(this::change);
        request.seed().ifPresent(this::seed);
        out.clearFinished();
        for (int e = 0; e < count; e++) {
            begin(e, out);
        }
    }

    @Override
    public void step(int[] actions, StepBuffer out) {
        for (int e = 0; e < count; e++) {
            if (actions[e] < 0 || actions[e] >= task.spaces().actions()) {
                throw new IllegalArgumentException("action " + actions[e] + " of environment " + e
                        + " does not exist; actions are 0 to " + (task.spaces().actions() - 1));
            }
        }
        out.clearFinished();
        for (int e = 0; e < count; e++) {
            if (over[e]) {
                begin(e, out);
            } else {
                advance(e, actions[e], out);
            }
        }
    }

    private void begin(int e, StepBuffer out) {
        held[e] = asked;
        shift[e] = ClassicShift.byId(asked.shift());
        task.begin(state, e * task.stateSize(), random[e]);
        steps[e] = 0;
        returns[e] = 0;
        over[e] = false;
        episode[e]++;
        // What has not arrived yet holds the middle of the grid, where there is one.
        Arrays.fill(underway[e], (task.spaces().actions() - 1) / 2);
        out.rewards[e] = 0;
        out.flags[e] = StepBuffer.FIRST;
        observe(e, out);
    }

    private void advance(int e, int action, StepBuffer out) {
        int at = e * task.stateSize();
        double reward = task.step(state, at, arriving(e, action), shift[e]);
        steps[e]++;
        returns[e] += reward;
        fell[e] = task.terminal(state, at);
        over[e] = fell[e] || steps[e] >= task.maxSteps();
        out.rewards[e] = (float) reward;
        out.flags[e] = fell[e] ? StepBuffer.LAST | StepBuffer.TERMINAL : over[e] ? StepBuffer.LAST : 0;
        if (over[e]) {
            out.addFinished(e);
        }
        observe(e, out);
    }

    /** The command that takes effect now. */
    private int arriving(int e, int action) {
        int delay = shift[e].delay();
        if (delay == 0) {
            return action;
        }
        int place = steps[e] % delay;
        int arriving = underway[e][place];
        underway[e][place] = action;
        return arriving;
    }

    private void observe(int e, StepBuffer out) {
        if (out.hasObservations()) {
            int size = task.spaces().observation().size();
            task.observe(state, e * task.stateSize(), out.observations, e * size);
        }
    }

    @Override
    public void change(Conditions conditions) {
        ClassicShift.byId(conditions.shift());
        if (!conditions.task().equals(task.id())) {
            ClassicTask.byId(conditions.task());
            throw new IllegalArgumentException("these environments are " + task.id() + " and cannot become "
                    + conditions.task() + ": its spaces are others; start an actor with actor.task "
                    + conditions.task());
        }
        asked = conditions;
    }

    @Override
    public Conditions conditions(int environment) {
        return held[environment];
    }

    @Override
    public long episode(int environment) {
        return episode[environment];
    }

    @Override
    public EpisodeReport report(int e) {
        if (!over[e]) {
            throw new IllegalStateException("no episode of environment " + e + " has just ended");
        }
        return new EpisodeReport(
                held[e],
                steps[e],
                returns[e],
                task.success(steps[e], returns[e]),
                fell[e] ? FELL : TIME_OUT,
                fell[e],
                Map.of("steps", (double) steps[e]));
    }

    @Override
    public Optional<RuleBased> ruleBased() {
        return Optional.of(actions -> {
            for (int e = 0; e < count; e++) {
                actions[e] = task.rule(state, e * task.stateSize());
            }
        });
    }
}
