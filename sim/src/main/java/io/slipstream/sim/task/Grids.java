package io.slipstream.sim.task;

import io.slipstream.sim.math.RandomSource;
import io.slipstream.sim.task.Network.Lane;
import io.slipstream.sim.task.Network.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A town of square blocks. Every road has two lanes each way: from the inner one cars go straight on or left, from the outer one straight
 * on or right, as far as there are roads. Roads from west to east go before those from south to north, and who turns left waits.
 */
final class Grids {
    private static final int BLOCKS = 3;
    private static final double BLOCK = 100;
    /** From the middle of a junction to its edge, m. */
    private static final double HALF = 14;

    private static final double ROAD = BLOCK - 2 * HALF;
    private static final double LANE_WIDTH = 3.5;
    private static final int LANES = 2;
    // Directions: east, north, west, south.
    private static final int[] EAST = {1, 0, -1, 0};
    private static final int[] NORTH = {0, 1, 0, -1};
    private static final int ROUTES = 24;
    /** How far before its first junction the ego vehicle starts, and behind its second one it arrives, m. */
    private static final double BEFORE = 20;

    private static final double BEHIND = 12;

    private Grids() {}

    /** Two junctions further on, with turns that every episode draws anew. */
    static Task navigation(String id) {
        List<Road> roads = roads();
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < roads.size(); i++) {
            lanes.add(lane(roads, i));
        }
        Network network = new Network(lanes, 15, 4, 6, Optional.empty());
        List<Route> routes = new ArrayList<>();
        for (int i = 0; i < ROUTES; i++) {
            routes.add(route(new RandomSource(9, i), roads));
        }
        Features features = Features.NONE.withNetwork(network).withOtherRoutes(routes.subList(1, routes.size()));
        return new Task(id, routes.get(0), List.of(), 4, 3, 500, features);
    }

    private static List<Road> roads() {
        List<Road> roads = new ArrayList<>();
        for (int x = 0; x <= BLOCKS; x++) {
            for (int y = 0; y <= BLOCKS; y++) {
                for (int direction = 0; direction < 4; direction++) {
                    for (int lane = 0; lane < LANES; lane++) {
                        Road road = new Road(x, y, direction, lane);
                        if (road.exists()) {
                            roads.add(road);
                        }
                    }
                }
            }
        }
        return roads;
    }

    private static Lane lane(List<Road> roads, int index) {
        Road road = roads.get(index);
        List<Way> ways = new ArrayList<>();
        for (int turn : road.turns()) {
            Segment across = road.across(turn);
            Route route = Route.of(road.start(), Segment.straight(ROAD), across, Segment.straight(ROAD));
            int rank = 2 * (road.direction % 2) + (turn > 0 ? 1 : 0);
            ways.add(new Way(route, roads.indexOf(road.after(turn)), ROAD + across.length(), rank));
        }
        // The lanes of a road are neighbours in the list, the inner one first.
        return new Lane(ways, road.lane == 1 ? index - 1 : -1, road.lane == 0 ? index + 1 : -1, ROAD - 25);
    }

    private static Route route(RandomSource random, List<Road> roads) {
        Road road = roads.get(random.below(roads.size()));
        int first = draw(random, road.turns());
        Road second = road.after(first);
        int turn = draw(random, second.turns());
        return Route.of(
                Segment.straight(ROAD - BEFORE).end(road.start()),
                Segment.straight(BEFORE),
                road.across(first),
                Segment.straight(ROAD),
                second.across(turn),
                Segment.straight(BEHIND));
    }

    private static int draw(RandomSource random, List<Integer> turns) {
        return turns.get(random.below(turns.size()));
    }

    /**
     * One lane of a road from a junction to the next.
     *
     * @param x junction it leaves, from the west
     * @param y junction it leaves, from the south
     * @param direction quarter turns from east
     * @param lane 0 inner, 1 outer
     */
    private record Road(int x, int y, int direction, int lane) {
        boolean exists() {
            int toX = x + EAST[direction];
            int toY = y + NORTH[direction];
            return toX >= 0 && toX <= BLOCKS && toY >= 0 && toY <= BLOCKS;
        }

        private double offset() {
            return LANE_WIDTH * (lane + 0.5);
        }

        Pose start() {
            double east = EAST[direction] * HALF + NORTH[direction] * offset();
            double north = NORTH[direction] * HALF - EAST[direction] * offset();
            return Pose.ofDegrees(BLOCK * x + east, BLOCK * y + north, 90.0 * direction);
        }

        /** Where it may lead: 1 left, 0 straight on, -1 right. At the edge of the town either lane takes what there is. */
        List<Integer> turns() {
            List<Integer> turns = new ArrayList<>();
            if (after(0).exists()) {
                turns.add(0);
            }
            int own = lane == 0 ? 1 : -1;
            if (after(own).exists()) {
                turns.add(own);
            } else if (turns.isEmpty()) {
                turns.add(-own);
            }
            return turns;
        }

        Road after(int turn) {
            return new Road(x + EAST[direction], y + NORTH[direction], (direction + turn + 4) % 4, lane);
        }

        Segment across(int turn) {
            if (turn == 0) {
                return Segment.straight(2 * HALF);
            }
            return turn > 0 ? Segment.left(HALF + offset(), 90) : Segment.right(HALF - offset(), 90);
        }
    }
}
