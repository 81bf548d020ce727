package io.slipstream.sim.world;

import static io.slipstream.sim.world.State.CARS;

import io.slipstream.sim.EpisodeMetrics;
import io.slipstream.sim.Outcome;
import io.slipstream.sim.Scenario;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ego vehicles' half of a driving world: how they move, where they are on their routes, what they see and what they are paid, just
 * as in {@link World}. The other cars belong to another simulator, which is told where the ego vehicle is and says where they are.
 * One tick: {@link #drive}, then {@link #clearCars} and {@link #showCar}, then {@link #judge}. Stepped by one thread.
 */
public final class EgoWorld extends DrivenWorld {
    private static final Outcome[] OUTCOMES = Outcome.values();
    /** Such a car is on none of the ways that this project knows. */
    private static final int NO_WAY = -1;

    private final CompiledScenario[] routes;
    private final ControlPass control;
    private final EgoPass ego;
    private final TrackingPass tracking;
    private final EncounterPass encounter;
    private final JudgePass judge;
    private final ObservationPass observation;
    private final double[] speedBefore;

    /**
     * @param scenario whose routes are driven; its task has no traffic of its own
     * @param environments how many
     * @throws IllegalArgumentException if the task has streams, a network or a lead car
     */
    public EgoWorld(Scenario scenario, int environments) {
        super(new State(environments));
        var task = scenario.task();
        if (!task.streams().isEmpty()
                || task.features().network().isPresent()
                || task.features().leadCar().isPresent()) {
            throw new IllegalArgumentException("task " + task.id()
                    + " has cars of its own; drive it in a VectorEnvironment, or take them out of it");
        }
        routes = CompiledScenario.onEveryRoute(scenario, CompiledTask.ofEveryRoute(task));
        control = new ControlPass(state);
        ego = new EgoPass(state);
        tracking = new TrackingPass(state);
        encounter = new EncounterPass(state);
        judge = new JudgePass(state, encounter, control);
        observation = new ObservationPass(state, encounter, control);
        speedBefore = new double[environments];
        Arrays.fill(state.ended, 1);
        Arrays.fill(state.scenario, routes[0]);
    }

    /** How many routes there are. */
    public int routes() {
        return routes.length;
    }

    /** Begins an episode: the ego vehicle stands at the beginning of a route and no car is there. */
    public void begin(int e, int route) {
        state.scenario[e] = routes[route];
        judge.reset(e);
        ego.place(e);
        state.cars[e] = 0;
        control.reset(e);
        tracking.step(e);
    }

    /** Moves the ego vehicle by one tick of 0.1 s under a command: acceleration in m/s2, steering angle in rad. */
    public void drive(int e, double acceleration, double steering) {
        speedBefore[e] = state.speed[e];
        ego.command(e, acceleration, steering);
        ego.step(e);
        tracking.step(e);
    }

    /** Gives an episode up that nobody can go on with; it has neither an end nor metrics. */
    public void forget(int e) {
        state.ended[e] = JudgePass.RUNNING;
    }

    /** Forgets where the other cars were. */
    public void clearCars(int e) {
        state.cars[e] = 0;
    }

    /**
     * Says where a car is now; of more than there is room for, the nearest ones count.
     *
     * @param x east of its middle, m
     * @param y north of its middle, m
     * @param heading rad, counter-clockwise from east
     * @param speed m/s
     */
    public void showCar(int e, double x, double y, double heading, double speed) {
        int car = place(e, x, y);
        if (car < 0) {
            return;
        }
        state.carX[car] = x;
        state.carY[car] = y;
        state.carCos[car] = StrictMath.cos(heading);
        state.carSin[car] = StrictMath.sin(heading);
        state.carSpeed[car] = speed;
        state.carWay[car] = NO_WAY;
    }

    /** A free place, or that of the farthest car if it is farther away; else a negative number. */
    private int place(int e, double x, double y) {
        if (state.cars[e] < CARS) {
            return e * CARS + state.cars[e]++;
        }
        int farthest = -1;
        double most = squared(e, x, y);
        for (int car = e * CARS; car < (e + 1) * CARS; car++) {
            double distance = squared(e, state.carX[car], state.carY[car]);
            if (distance > most) {
                most = distance;
                farthest = car;
            }
        }
        return farthest;
    }

    private double squared(int e, double x, double y) {
        double dx = x - state.x[e];
        double dy = y - state.y[e];
        return dx * dx + dy * dy;
    }

    /** Looks at the cars after a tick, pays it and says whether the episode is over. */
    public void judge(int e) {
        encounter.step(e);
        judge.step(e, speedBefore[e]);
    }

    /** Writes the 64 floats that the ego vehicle sees now. */
    public void observe(int e, float[] out, int at) {
        encounter.step(e);
        observation.write(e, out, at);
    }

    /** How the episode ended; null while it goes on. */
    public @Nullable Outcome outcome(int e) {
        return state.ended[e] == JudgePass.RUNNING ? null : OUTCOMES[state.ended[e] - 1];
    }

    /**
     * Metrics of the episode that is over.
     *
     * @throws IllegalStateException while it goes on
     */
    public EpisodeMetrics metrics(int e) {
        Outcome outcome = outcome(e);
        if (outcome == null) {
            throw new IllegalStateException("no episode of environment " + e + " has just ended");
        }
        return Metrics.of(state, e, outcome);
    }

    /** The ego vehicle's heading, rad counter-clockwise from east. */
    public double heading(int e) {
        return state.heading[e];
    }

    /** The route of each, as a table. */
    public List<Path> paths() {
        return Arrays.stream(routes).map(route -> route.task.route).toList();
    }
}
