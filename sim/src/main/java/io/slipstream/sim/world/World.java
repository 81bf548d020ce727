package io.slipstream.sim.world;

import static io.slipstream.sim.world.State.CARS;

import io.slipstream.sim.BirdsEye;
import io.slipstream.sim.EpisodeMetrics;
import io.slipstream.sim.Outcome;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.math.SplitMix64;
import io.slipstream.sim.task.Task;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The driving world of many environments, stepped by one thread. One tick: traffic, ego vehicle, its place on the route, collision and
 * time to collision, reward and end. Reading accessors are for drivers and measurements.
 */
public final class World extends DrivenWorld {
    // Asking the enum for its values allocates.
    private static final Outcome[] OUTCOMES = Outcome.values();

    private final CarPass streams;
    private final CarPass network;
    private final ControlPass control;
    private final EgoPass ego;
    private final TrackingPass tracking;
    private final EncounterPass encounter;
    private final JudgePass judge;
    private final ObservationPass observation;
    private final SensorPass sensors;
    private final BirdsEyePass birdsEye;
    private final long seed;
    private final Map<Task, List<CompiledTask>> compiled = new HashMap<>();
    /** [scenario][route]. */
    private CompiledScenario[][] pool;

    /** Environments that draw their scenarios from a pool. */
    public World(List<Scenario> pool, int environments, long seed) {
        super(new State(environments));
        streams = new TrafficPass(state);
        network = new NetworkPass(state);
        control = new ControlPass(state);
        ego = new EgoPass(state);
        tracking = new TrackingPass(state);
        encounter = new EncounterPass(state);
        judge = new JudgePass(state, encounter, control);
        observation = new ObservationPass(state, encounter, control);
        sensors = new SensorPass(state);
        birdsEye = new BirdsEyePass(state, control);
        this.seed = seed;
        this.pool = compile(pool);
        // Whoever steps before the first reset gets the first observation.
        Arrays.fill(state.episode, -1);
        Arrays.fill(state.ended, 1);
        Arrays.fill(state.scenario, this.pool[0][0]);
    }

    private CompiledScenario[][] compile(List<Scenario> scenarios) {
        return scenarios.stream().map(this::compile).toArray(CompiledScenario[][]::new);
    }

    private CompiledScenario[] compile(Scenario scenario) {
        List<CompiledTask> routes = compiled.computeIfAbsent(scenario.task(), CompiledTask::ofEveryRoute);
        return CompiledScenario.onEveryRoute(scenario, routes);
    }

    /** Lets every environment draw from another pool from its next episode on. */
    public void change(List<Scenario> scenarios) {
        pool = compile(scenarios);
    }

    /** Starts the next episode of an environment, traffic already flowing. */
    public void reset(int e) {
        state.episode[e]++;
        state.random[e] = SplitMix64.mix(seed, e, state.episode[e]);
        state.scenario[e] = draw(e);
        judge.reset(e);
        ego.place(e);
        CarPass traffic = traffic(e);
        traffic.reset(e);
        int warmUp = traffic.warmUp(e);
        for (int i = 0; i < warmUp; i++) {
            traffic.step(e, false);
        }
        traffic.enter(e);
        control.reset(e);
        tracking.step(e);
        encounter.step(e);
    }

    private CompiledScenario draw(int e) {
        CompiledScenario[] routes = pool[(int) (state.random(e) * pool.length)];
        return routes.length == 1 ? routes[0] : routes[(int) (state.random(e) * routes.length)];
    }

    private CarPass traffic(int e) {
        return state.scenario[e].task.traffic.plain ? streams : network;
    }

    /** One tick of an environment under a command: acceleration in m/s2, steering angle in rad. */
    public void step(int e, double acceleration, double steering) {
        traffic(e).step(e, true);
        ego.command(e, acceleration, steering);
        double speedBefore = state.speed[e];
        ego.step(e);
        tracking.step(e);
        encounter.step(e);
        judge.step(e, speedBefore);
    }

    /** Writes the observation of the environment that was stepped or reset last. */
    public void observe(int e, float[] out, int at) {
        observation.write(e, out, at);
        sensors.disturb(e, out, at);
    }

    /** Writes the observation of any environment, whichever was stepped last. */
    public void look(int e, float[] out, int at) {
        encounter.step(e);
        observe(e, out, at);
    }

    /** Paints the bird's-eye view of an environment: {@link BirdsEye#BYTES} bytes from {@code at} on. */
    public void paint(int e, byte[] out, int at) {
        birdsEye.write(e, out, at);
    }

    /** Number of environments. */
    public int environments() {
        return state.environments;
    }

    /** Whether the episode is over, or none has begun. */
    public boolean ended(int e) {
        return state.ended[e] != JudgePass.RUNNING;
    }

    /** How the episode ended; only when it is over. */
    public Outcome outcome(int e) {
        if (!ended(e) || state.episode[e] < 0) {
            throw new IllegalStateException("no episode of environment " + e + " has just ended");
        }
        return OUTCOMES[state.ended[e] - 1];
    }

    /** Metrics of the episode that is over. */
    public EpisodeMetrics metrics(int e) {
        return Metrics.of(state, e, outcome(e));
    }

    /** What the environment drives. */
    public Scenario scenario(int e) {
        return state.scenario[e].scenario;
    }

    /** Number of the environment's episode, from 0. */
    public long episode(int e) {
        return state.episode[e];
    }

    /** Everything an environment is made of. */
    public EnvironmentCopy copy(int e) {
        return new EnvironmentCopy(state.scenario[e], state.arrays.copy(e));
    }

    /** Puts an environment into the state that was copied, here or in another world. */
    public void restore(int e, EnvironmentCopy copy) {
        state.scenario[e] = copy.scenario;
        state.arrays.restore(e, copy.arrays);
        encounter.step(e);
    }

    /**
     * Puts an environment into the state that another one is in, here or in another world, but keeps its own scenario: the same moment
     * under another shift.
     *
     * @throws IllegalArgumentException when they do not drive the same task, whose roads the state is about
     */
    public void adopt(int e, World other, int from) {
        Task here = state.scenario[e].task.task;
        Task there = other.state.scenario[from].task.task;
        if (!here.equals(there)) {
            throw new IllegalArgumentException("a state on task " + there.id() + " means nothing on task " + here.id());
        }
        state.scenario[e] = state.scenario[e].onRouteOf(other.state.scenario[from]);
        state.arrays.copy(other.state.arrays, from, e);
        encounter.step(e);
    }

    /** The ego vehicle's offset from its route, m, left positive. */
    public double lateral(int e) {
        return state.lateral[e];
    }

    /** Time to collision of the last tick, s; infinite when nothing was on a collision course. */
    public double timeToCollision(int e) {
        return state.ttc[e];
    }

    /** Ticks of 0.1 s since the episode began. */
    public int tick(int e) {
        return state.tick[e];
    }

    /** The way that a car follows. */
    public Path carPath(int e, int car) {
        return state.scenario[e].task.ways[state.carWay[e * CARS + car]];
    }

    /** The lanes beside the route: the ways that the other cars of this task follow, and a lane to pass one by. */
    public List<Path> lanes(int e) {
        return List.of(state.scenario[e].task.traffic.paved);
    }

    /** How far a car has come on its way, m. */
    public double carProgress(int e, int car) {
        return state.carProgress[e * CARS + car];
    }

    /** Where on the route the nearest point to a car's way is, {@code ahead} metres further on than the car; m. */
    public double carOnRoute(int e, int car, double ahead) {
        return shadow(e, car).sample[carSample(e, car, ahead)] * Path.SPACING;
    }

    /** How far a car's way is from the route, {@code ahead} metres further on than the car; m. */
    public double carFromRoute(int e, int car, double ahead) {
        return shadow(e, car).distance[carSample(e, car, ahead)];
    }

    private Shadow shadow(int e, int car) {
        return state.scenario[e].task.wayOnRoute[state.carWay[e * CARS + car]];
    }

    private int carSample(int e, int car, double ahead) {
        return carPath(e, car).floorIndex(carProgress(e, car) + ahead);
    }

    /** What the lights ahead show. */
    public Light light(int e) {
        return control.light(e);
    }

    /** How far it is to the place to stop at, by lights of any colour or a sign; m, infinite when there is none any more. */
    public double stopDistance(int e) {
        return control.stopDistance(e);
    }

    /** How far from the route driving costs nothing, m. */
    public double lateralFree(int e) {
        return state.scenario[e].lateralFree;
    }

    /** Where on the route the next conflict with other traffic begins, m; infinite when there is none. */
    public double nextConflict(int e) {
        return state.scenario[e].task.nextConflict[state.sample[e]];
    }

    /** Whether the ego vehicle is where other traffic may drive. */
    public boolean inConflict(int e) {
        return state.scenario[e].task.conflict(state.sample[e]);
    }
}
