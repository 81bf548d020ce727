package io.slipstream.sim.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.slipstream.sim.ActionGrid;
import io.slipstream.sim.Outcome;
import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.shift.Shift;
import io.slipstream.sim.task.Features;
import io.slipstream.sim.task.Pose;
import io.slipstream.sim.task.Route;
import io.slipstream.sim.task.Segment;
import io.slipstream.sim.task.Task;
import io.slipstream.sim.world.EgoWorld;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** East along 100 m of road, among cars that go their ways whatever the ego vehicle does. */
class WatchfulDriverTest {
    private static final double EAST = 0;
    private static final double NORTH = Math.PI / 2;
    private static final double SOUTH = -Math.PI / 2;
    private static final double CROSSING = 50;

    private final EgoWorld world = new EgoWorld(road(), 1);
    private final WatchfulDriver driver = new WatchfulDriver(world, 1);
    private int ticks;

    /** Where a car is at a time. */
    private record Car(double x, double y, double heading, double speed) {}

    private static Scenario road() {
        Route route = new Route(new Pose(0, 0, EAST), List.of(Segment.straight(100)));
        Task task = new Task("ROAD", route, List.of(), 4, 3, 600, Features.NONE);
        return new Scenario(task, Shift.NOMINAL, RewardSettings.defaults());
    }

    /** Drives until the episode ends, or until the ego vehicle has come so far. */
    private @Nullable Outcome drive(List<DoubleFunction<Car>> cars, double until) {
        world.begin(0, 0);
        show(cars);
        for (ticks = 1; ticks < 600; ticks++) {
            int action = driver.act(0);
            world.drive(0, ActionGrid.acceleration(action), ActionGrid.steering(action));
            show(cars);
            world.judge(0);
            if (world.outcome(0) != null || world.x(0) > until) {
                return world.outcome(0);
            }
        }
        return Outcome.TIME_OUT;
    }

    private void show(List<DoubleFunction<Car>> cars) {
        world.clearCars(0);
        for (DoubleFunction<Car> at : cars) {
            Car car = at.apply(0.1 * ticks);
            world.showCar(0, car.x(), car.y(), car.heading(), car.speed());
        }
    }

    /** Crosses the road, in its middle at a time. */
    private static DoubleFunction<Car> crossing(double heading, double at) {
        double speed = 6;
        double towards = Math.signum(Math.sin(heading));
        return t -> new Car(CROSSING, towards * speed * (t - at), heading, speed);
    }

    @Test
    void shouldArriveOnAnEmptyRoad() {
        assertThat(drive(List.of(), Double.POSITIVE_INFINITY)).isEqualTo(Outcome.DESTINATION);
        assertThat(ticks).isLessThan(300);
    }

    @Test
    void shouldLetThoseGoFirstWhoComeFromTheLeft() {
        List<DoubleFunction<Car>> cars = List.of(crossing(SOUTH, 12), crossing(SOUTH, 14), crossing(SOUTH, 16));

        assertThat(drive(cars, CROSSING - 4)).isNull();
        assertThat(0.1 * ticks).as("s when it comes to the crossing").isGreaterThan(16);
        assertThat(drive(cars, Double.POSITIVE_INFINITY)).isEqualTo(Outcome.DESTINATION);
    }

    @Test
    void shouldGoBeforeThoseFromTheRightWhoWait() {
        DoubleFunction<Car> waiting = t -> {
            double left = Math.max(0, 6 * (12 - t));
            return new Car(CROSSING, -7 - left, NORTH, left > 0 ? 6 : 0);
        };
        drive(List.of(), Double.POSITIVE_INFINITY);
        int alone = ticks;

        assertThat(drive(List.of(waiting), Double.POSITIVE_INFINITY)).isEqualTo(Outcome.DESTINATION);
        assertThat(ticks).isLessThanOrEqualTo(alone + 10);
    }

    @Test
    void shouldKeepOffWhoeverIsAheadAndNotWaitForWhoeverIsBehind() {
        DoubleFunction<Car> ahead = t -> new Car(15 + 2 * t, 0, EAST, 2);
        DoubleFunction<Car> behind = t -> new Car(-10 + 1.5 * t, 0, EAST, 1.5);

        assertThat(drive(List.of(ahead, behind), 60)).isNull();
        assertThat(0.1 * ticks).as("s behind a car at 2 m/s").isBetween(24.0, 34.0);
    }

    @Test
    void shouldSeeHowCarsTurnWhateverOrderTheyComeIn() {
        CarTurns turns = new CarTurns(1);
        double rate = 0.4;
        for (int tick = 0; tick < 40; tick++) {
            double angle = rate * 0.1 * tick;
            Car circling = new Car(30 + 12 * Math.cos(angle), 12 * Math.sin(angle), angle + NORTH, 12 * rate);
            Car straight = new Car(10 + 0.5 * tick, 8, EAST, 5);
            world.clearCars(0);
            for (Car car : tick % 2 == 0 ? List.of(circling, straight) : List.of(straight, circling)) {
                world.showCar(0, car.x(), car.y(), car.heading(), car.speed());
            }
            turns.look(world, 0);
        }
        assertThat(turns.of(0, 1)).as("the circling one is second at last").isCloseTo(rate, within(0.01));
        assertThat(turns.of(0, 0)).isCloseTo(0, within(0.01));
    }
}
