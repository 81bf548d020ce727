package io.slipstream.sim;

import io.slipstream.environment.Conditions;
import io.slipstream.environment.Environment;
import io.slipstream.environment.EpisodeReport;
import io.slipstream.environment.ResetRequest;
import io.slipstream.environment.RuleBased;
import io.slipstream.environment.Spaces;
import io.slipstream.environment.StepBuffer;
import io.slipstream.sim.driver.ExpertDriver;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The driving world as an environment like any other. One call a step for all environments; nothing is allocated in it. */
public final class DrivingEnvironment implements Environment {
    private final ScenarioNames names;
    private final int count;
    private List<Scenario> pool;
    private VectorEnvironment world;
    // Names of what is driven, since naming compares whole roads.
    private final @Nullable Scenario[] named;
    private final Conditions[] held;

    /**
     * Over a world that nobody else steps.
     *
     * @param world steps
     * @param names what its scenarios are called
     */
    public DrivingEnvironment(VectorEnvironment world, ScenarioNames names) {
        this.world = world;
        this.names = names;
        count = world.environments();
        pool = List.of();
        named = new Scenario[count];
        held = new Conditions[count];
    }

    /**
     * Makes environments whose conditions are called by task and shift alone.
     *
     * @param pool what they drive: every episode draws one of it uniformly
     * @param environments how many
     * @param seed of everything random
     */
    public DrivingEnvironment(List<Scenario> pool, int environments, long seed) {
        this(new VectorEnvironment(pool, environments, seed), ScenarioNames.SHIPPED);
        this.pool = pool;
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
        request.seed().ifPresent(seed -> world = new VectorEnvironment(driven(), count, seed));
        world.reset(out);
    }

    private List<Scenario> driven() {
        return pool.isEmpty() ? List.of(world.scenario(0)) : pool;
    }

    @Override
    public void step(int[] actions, StepBuffer out) {
        world.step(actions, out);
    }

    @Override
    public void change(Conditions conditions) {
        change(List.of(names.scenario(conditions)));
    }

    /** Lets every environment draw from another pool from its next episode on. */
    public void change(List<Scenario> other) {
        world.change(other);
        pool = List.copyOf(other);
    }

    @Override
    public Conditions conditions(int environment) {
        Scenario scenario = world.scenario(environment);
        if (named[environment] != scenario) {
            held[environment] = names.conditions(scenario);
            named[environment] = scenario;
        }
        return held[environment];
    }

    @Override
    public long episode(int environment) {
        return world.episode(environment);
    }

    @Override
    public EpisodeReport report(int environment) {
        return DrivingReport.of(world.metrics(environment), conditions(environment));
    }

    @Override
    public Optional<RuleBased> ruleBased() {
        ExpertDriver expert = new ExpertDriver(count);
        return Optional.of(new RuleBased() {
            @Override
            public void act(int[] actions) {
                expert.act(world, actions);
            }

            @Override
            public void demonstrate(int[] environments, int[] actions) {
                expert.demonstrate(world, environments, actions);
            }
        });
    }

    /** The world itself, which a reset with a seed replaces: for cameras and graders, never for a policy. */
    public VectorEnvironment world() {
        return world;
    }
}
