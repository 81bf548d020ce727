package io.slipstream.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.math.RandomSource;
import io.slipstream.sim.shift.Shift;
import io.slipstream.sim.task.Tasks;
import org.junit.jupiter.api.Test;

/** Four lanes without anything in common: lane, way and first way of a lane are the same number. */
class RoadViewTest {
    private static final double FROM = 30;

    private final State state = new State(1);
    private final CarTable table = new CarTable(state);
    private final RoadView view = new RoadView(state, new CarsOnWays(state));

    RoadViewTest() {
        Scenario scenario = new Scenario(Tasks.byId("FOURLANE"), Shift.NOMINAL, RewardSettings.defaults());
        state.scenario[0] = new CompiledScenario(scenario, new CompiledTask(scenario.task()));
    }

    @Test
    void shouldFindWhoIsNearestAheadAndBehindInTheLane() {
        RandomSource random = new RandomSource(5);
        for (int round = 0; round < 500; round++) {
            state.cars[0] = 0;
            for (int i = 0; i < 15; i++) {
                int lane = random.below(4);
                table.add(0, lane, lane, random.uniform(0, 250), random.uniform(5, 15));
            }
            view.begin(0, false);
            for (int car = 0; car < 15; car++) {
                view.look(0, state.carWay[car], state.carProgress[car], car);
                assertThat(view.leader).isEqualTo(nearest(car, 1));
                assertThat(view.follower).isEqualTo(nearest(car, -1));
                view.lookAhead(0, state.carWay[car], state.carProgress[car], car);
                assertThat(view.leader).isEqualTo(nearest(car, 1));
            }
        }
    }

    /** Looks at every car. */
    private int nearest(int self, int direction) {
        int best = RoadView.NOBODY;
        double least = Double.POSITIVE_INFINITY;
        for (int car = 0; car < state.cars[0]; car++) {
            double away = direction * (state.carProgress[car] - state.carProgress[self]);
            if (car != self && state.carWay[car] == state.carWay[self] && away > 0 && away < least) {
                least = away;
                best = car;
            }
        }
        return best;
    }

    @Test
    void shouldSeeACarThatChangesLanesInBothUntilItIsNearlyThere() {
        int changing = table.add(0, 1, 1, 50, 10);
        state.carLeaving[changing] = 0;
        state.carOffset[changing] = -2;
        view.begin(0, false);
        assertThat(leaderFrom(0)).isEqualTo(changing);
        assertThat(leaderFrom(1)).isEqualTo(changing);
        assertThat(leaderFrom(2)).isEqualTo(RoadView.NOBODY);
        state.carOffset[changing] = -1;
        view.begin(0, false);
        assertThat(leaderFrom(0)).isEqualTo(RoadView.NOBODY);
        assertThat(leaderFrom(1)).isEqualTo(changing);
    }

    @Test
    void shouldSeeTheEgoVehicleOnlyWhenItIsThere() {
        Path lane = state.scenario[0].task.ways[0];
        state.x[0] = lane.xAt(80);
        state.y[0] = lane.yAt(80);
        state.cos[0] = 1;
        state.slipCos[0] = 1;
        view.begin(0, true);
        assertThat(leaderFrom(0)).isEqualTo(RoadView.EGO);
        assertThat(view.leaderGap).isBetween(45.0, 46.0);
        assertThat(leaderFrom(1)).isEqualTo(RoadView.NOBODY);
        view.begin(0, false);
        assertThat(leaderFrom(0)).isEqualTo(RoadView.NOBODY);
    }

    private int leaderFrom(int way) {
        view.lookAhead(0, way, FROM, RoadView.NOBODY);
        return view.leader;
    }
}
