package io.slipstream.actor.sumo;

import io.slipstream.environment.Conditions;
import io.slipstream.environment.Environment;
import io.slipstream.environment.EpisodeReport;
import io.slipstream.environment.ResetRequest;
import io.slipstream.environment.RuleBased;
import io.slipstream.environment.Spaces;
import io.slipstream.environment.StepBuffer;
import io.slipstream.sim.ActionGrid;
import io.slipstream.sim.DrivingReport;
import io.slipstream.sim.DrivingSpaces;
import io.slipstream.sim.Outcome;
import io.slipstream.sim.driver.WatchfulDriver;
import io.slipstream.sim.math.RandomSource;
import io.slipstream.sim.world.EgoWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many environments on one map, each with a SUMO of its own; while one SUMO steps, so do the others. When a SUMO dies or hangs, its
 * environment shows NaN once, so that nobody uses the episode, and begins the next one in a new SUMO.
 */
final class SumoEnvironment implements Environment {
    private static final Logger LOG = LoggerFactory.getLogger(SumoEnvironment.class);

    private final SumoFolder folder;
    private final SumoMap map;
    private final EgoWorld world;
    private final List<Traffic> traffic = new ArrayList<>();
    private final int count;
    private final long[] episode;
    private final boolean[] idle;
    private final boolean[] sent;
    private final Conditions[] held;
    private final RandomSource[] random;
    private Conditions asked;

    /**
     * @param folder its files
     * @param conditions map and shift to begin under
     * @param sumos one for each environment; closed with this
     * @param seed of everything random
     * @throws IllegalArgumentException if map or shift is unknown
     */
    SumoEnvironment(SumoFolder folder, Conditions conditions, List<Sumo> sumos, long seed) {
        this.folder = folder;
        SumoShift.byId(conditions.shift());
        map = folder.map(conditions.task());
        asked = conditions;
        count = sumos.size();
        world = new EgoWorld(map.scenario(), count);
        for (int e = 0; e < count; e++) {
            traffic.add(new Traffic(sumos.get(e), world, e));
        }
        episode = new long[count];
        idle = new boolean[count];
        sent = new boolean[count];
        held = new Conditions[count];
        random = new RandomSource[count];
        Arrays.fill(episode, -1);
        Arrays.fill(idle, true);
        Arrays.fill(held, conditions);
        seed(seed);
    }

    private void seed(long seed) {
        for (int e = 0; e < count; e++) {
            random[e] = new RandomSource(seed, e);
        }
    }

    @Override
    public int environments() {
        return count;
    }

    @Override
    public Spaces spaces() {
        return DrivingSpaces.SPACES;
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
            if (actions[e] < 0 || actions[e] >= ActionGrid.SIZE) {
                throw new IllegalArgumentException("action " + actions[e] + " of environment " + e
                        + " does not exist; actions are 0 to " + (ActionGrid.SIZE - 1));
            }
        }
        out.clearFinished();
        for (int e = 0; e < count; e++) {
            sent[e] = !idle[e] && send(e, actions[e]);
        }
        for (int e = 0; e < count; e++) {
            if (sent[e]) {
                receive(e, out);
            } else if (idle[e]) {
                begin(e, out);
            } else {
                discard(e, out);
            }
        }
    }

    private boolean send(int e, int action) {
        world.drive(e, ActionGrid.acceleration(action), ActionGrid.steering(action));
        try {
            traffic.get(e).send();
            return true;
        } catch (IOException trouble) {
            return lost(e, trouble);
        }
    }

    private void receive(int e, StepBuffer out) {
        try {
            traffic.get(e).receive();
        } catch (IOException trouble) {
            lost(e, trouble);
            discard(e, out);
            return;
        }
        world.judge(e);
        out.rewards[e] = (float) world.reward(e);
        out.flags[e] = flags(world.outcome(e));
        idle[e] = out.flags[e] != 0;
        if (idle[e]) {
            out.addFinished(e);
        }
        observe(e, out);
    }

    private static byte flags(@Nullable Outcome outcome) {
        if (outcome == null) {
            return 0;
        }
        return outcome.terminal() ? StepBuffer.LAST | StepBuffer.TERMINAL : StepBuffer.LAST;
    }

    /** Always false: nothing was sent, or nothing came back. */
    private boolean lost(int e, IOException trouble) {
        LOG.warn("environment {} lost its SUMO and discards its episode: {}", e, trouble.getMessage());
        traffic.get(e).drop();
        return false;
    }

    private void discard(int e, StepBuffer out) {
        idle[e] = true;
        world.forget(e);
        out.rewards[e] = 0;
        out.flags[e] = 0;
        if (out.hasObservations()) {
            int size = DrivingSpaces.OBSERVATION.size();
            Arrays.fill(out.observations, e * size, (e + 1) * size, Float.NaN);
        }
    }

    private void begin(int e, StepBuffer out) {
        held[e] = asked;
        episode[e]++;
        idle[e] = false;
        try {
            enter(e);
        } catch (IOException trouble) {
            LOG.warn("environment {} begins again in a new SUMO: {}", e, trouble.getMessage());
            traffic.get(e).drop();
            enterOrFail(e);
        }
        out.rewards[e] = 0;
        out.flags[e] = StepBuffer.FIRST;
        observe(e, out);
    }

    private void enterOrFail(int e) {
        try {
            enter(e);
        } catch (IOException trouble) {
            traffic.get(e).drop();
            throw new UncheckedIOException("environment " + e + " has no SUMO: " + trouble.getMessage(), trouble);
        }
    }

    private void enter(int e) throws IOException {
        SumoShift shift = SumoShift.byId(held[e].shift());
        int route = random[e].below(world.routes());
        world.begin(e, route);
        traffic.get(e).begin(map, shift, folder.types(shift), route, random[e]);
    }

    private void observe(int e, StepBuffer out) {
        if (out.hasObservations()) {
            world.observe(e, out.observations, e * DrivingSpaces.OBSERVATION.size());
        }
    }

    @Override
    public void change(Conditions conditions) {
        SumoShift.byId(conditions.shift());
        if (!conditions.task().equals(map.scenario().task().id())) {
            folder.map(conditions.task());
            throw new IllegalArgumentException("these environments drive on the map "
                    + map.scenario().task().id() + "; start an actor with actor.task " + conditions.task());
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
    public EpisodeReport report(int environment) {
        return DrivingReport.of(world.metrics(environment), held[environment]);
    }

    /** Drives by what is seen: SUMO does not say where its cars are going. */
    @Override
    public Optional<RuleBased> ruleBased() {
        WatchfulDriver driver = new WatchfulDriver(world, count);
        return Optional.of(new RuleBased() {
            @Override
            public void act(int[] actions) {
                Arrays.setAll(actions, driver::act);
            }

            @Override
            public void demonstrate(int[] environments, int[] actions) {
                for (int e : environments) {
                    actions[e] = driver.act(e);
                }
            }
        });
    }

    @Override
    public void close() {
        traffic.forEach(Traffic::close);
    }
}
