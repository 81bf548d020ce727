package io.slipstream.sim.world;

import static io.slipstream.sim.world.Boxes.HALF_LENGTH;
import static io.slipstream.sim.world.State.CARS;

/** Who waits where ways meet: those who would be there at the same time as somebody who goes first. */
final class Yielding {
    /** How far before a zone the front bumper of a waiting car is, m. */
    private static final double STOP_BEFORE = 1;
    /** How far ahead somebody cares, m. */
    private static final double VIEW = 40;

    private static final double HARD_BRAKING = 4;
    /** So much earlier than the other one somebody has to be through, s. */
    private static final double MARGIN_BEFORE = 1.0;
    /** So much later somebody may come, s. */
    private static final double MARGIN_AFTER = 0.5;
    /** Below this a car stands, m/s. */
    private static final double STANDING = 0.3;
    /** Who has been standing longer than this goes before others who stand and have not waited as long, ticks. */
    private static final int PATIENCE = 80;

    private final State state;
    private final CarsOnWays cars;

    Yielding(State state, CarsOnWays cars) {
        this.state = state;
        this.cars = cars;
    }

    /** How far a car may go on before it has to wait, m from its front bumper; infinite when it need not wait. */
    double room(int e, int car) {
        WayPairs pairs = state.scenario[e].task.traffic.pairs;
        int way = state.carWay[car];
        double progress = state.carProgress[car];
        double room = Double.POSITIVE_INFINITY;
        if (progress + HALF_LENGTH >= pairs.lastZone[way] || progress + HALF_LENGTH <= pairs.firstZone[way] - VIEW) {
            return room;
        }
        int row = way * pairs.ways;
        int left = cars.grouped(pairs.group[way]) & ~(1 << (car - e * CARS));
        while (left != 0) {
            int other = e * CARS + Integer.numberOfTrailingZeros(left);
            left &= left - 1;
            double in = pairs.zoneFrom[row + state.carWay[other]] - progress - HALF_LENGTH;
            // Comparisons with NaN are false: ways that do not meet.
            if (in > 0 && in < VIEW && in - STOP_BEFORE < room && mustWait(e, car, other, in)) {
                room = in - STOP_BEFORE;
            }
        }
        return room;
    }

    private boolean mustWait(int e, int car, int other, double in) {
        CompiledScenario scenario = state.scenario[e];
        CompiledTraffic traffic = scenario.task.traffic;
        int way = state.carWay[car];
        int otherWay = state.carWay[other];
        WayPairs pairs = traffic.pairs;
        int back = otherWay * pairs.ways + way;
        double otherIn = pairs.zoneFrom[back] - state.carProgress[other] - HALF_LENGTH;
        double otherOut = pairs.zoneTo[back] - state.carProgress[other] + HALF_LENGTH;
        if (!(otherOut > 0)) {
            return false;
        }
        double v = state.carSpeed[car];
        double otherV = state.carSpeed[other];
        boolean inside = otherIn <= 0;
        if (!inside) {
            boolean tooLate = v * v > 2 * HARD_BRAKING * in;
            if (tooLate || traffic.before(way, otherWay) || hasWaitedLonger(car, other)) {
                return false;
            }
        }
        double through = pairs.zoneTo[way * pairs.ways + otherWay] - state.carProgress[car] + HALF_LENGTH;
        double desired = state.carDesiredSpeed[car] * scenario.faster;
        double mineIn = time(in, v, desired, scenario.idmAcceleration);
        double mineOut = time(through, v, desired, scenario.idmAcceleration);
        double earliest = inside
                ? 0
                : time(otherIn, otherV, state.carDesiredSpeed[other] * scenario.faster, scenario.idmAcceleration);
        double latest = otherOut / Math.max(otherV, 0.5);
        return !(earliest > mineOut + MARGIN_BEFORE || latest + MARGIN_AFTER < mineIn);
    }

    private boolean hasWaitedLonger(int car, int other) {
        return state.carSpeed[other] < STANDING
                && state.carStanding[car] > PATIENCE
                && state.carStanding[car] > state.carStanding[other];
    }

    /** Time to drive some metres when accelerating up to the desired speed, s. */
    private static double time(double metres, double v, double desired, double acceleration) {
        double gain = Math.max(0, desired - v);
        double rampTime = gain / acceleration;
        double ramp = rampTime * (v + 0.5 * gain);
        if (metres <= ramp) {
            return (Math.sqrt(v * v + 2 * acceleration * metres) - v) / acceleration;
        }
        return rampTime + (metres - ramp) / Math.max(v, desired);
    }
}
