package io.slipstream.sim.world;

import io.slipstream.sim.task.LeadCar;
import io.slipstream.sim.task.Network;
import io.slipstream.sim.task.Route;
import io.slipstream.sim.task.Stream;
import io.slipstream.sim.task.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The ways of a task's other cars as tables and what they have to do with each other. A stream, a lane of a network and the lane of a
 * lead car are all lanes here: one place to start and one or more ways to go.
 */
final class CompiledTraffic {
    private static final double LATERAL_ACCELERATION = 2.5;
    private static final double EASY_BRAKING = 1.5;

    /** The ways of all lanes, one lane after the other. */
    final Path[] ways;
    /** The lanes that they lead along, and those beside them that nobody uses. */
    final Path[] paved;
    /** The same for pictures. */
    final Road road;
    /** [way]: how far along cars are on it at most, m: to the next lane, or to its end. */
    final double[] end;
    /** [way]: the lane it leads to, or a negative number. */
    final int[] next;
    /** [way][sample]: how fast its bends can be driven, m/s. */
    final double[][] bendSpeed;

    private final int[] rank;

    /** Where a lane has its first way; a lane's ways are neighbours. */
    final int[] firstWay;

    final int[] wayCount;
    /** [lane]: its neighbours, or negative numbers. */
    final int[] left;

    final int[] right;
    /** [lane]: how far along cars may change to a neighbour, m. */
    final double[] changeUntil;
    /** The lane of the lead car, or a negative number. */
    final int leadLane;
    /** How many lanes cars arrive on, the first ones. */
    final int arrivals;

    /** Most cars at a time. */
    final int mostCars;
    /** [way][way]: up to which length of the second one both share a lane, m; for ways of one lane that only part. */
    final double[][] sharedUntil;
    /** Whether the order of arrival is the order on the road, and nobody meets another lane. */
    final boolean plain;

    /** What the ways have to do with each other. */
    final WayPairs pairs;

    CompiledTraffic(Task task) {
        List<Network.Lane> lanes = lanes(task);
        boolean network = task.features().network().isPresent();
        leadLane = task.features().leadCar().isPresent() ? task.streams().size() : -1;
        mostCars = task.features().network().map(Network::cars).orElse(State.CARS);
        arrivals = arrivals(task);
        firstWay = new int[lanes.size()];
        wayCount = new int[lanes.size()];
        left = lanes.stream().mapToInt(Network.Lane::left).toArray();
        right = lanes.stream().mapToInt(Network.Lane::right).toArray();
        changeUntil = lanes.stream().mapToDouble(Network.Lane::changeUntil).toArray();
        List<Network.Way> all = new ArrayList<>();
        for (int i = 0; i < firstWay.length; i++) {
            firstWay[i] = all.size();
            wayCount[i] = lanes.get(i).ways().size();
            all.addAll(lanes.get(i).ways());
        }
        ways = all.stream().map(way -> new Path(way.route())).toArray(Path[]::new);
        List<Path> beside = new ArrayList<>(List.of(ways));
        task.features().leadCar().map(LeadCar::passingLane).map(Path::new).ifPresent(beside::add);
        paved = beside.toArray(Path[]::new);
        road = Road.of(paved);
        next = all.stream().mapToInt(Network.Way::next).toArray();
        rank = all.stream().mapToInt(Network.Way::rank).toArray();
        end = all.stream()
                .mapToDouble(way -> way.next() < 0 ? way.route().length() : way.nextAt())
                .toArray();
        bendSpeed = Arrays.stream(ways).map(CompiledTraffic::bendSpeeds).toArray(double[][]::new);
        sharedUntil = network ? new double[0][] : shared();
        int[] used = IntStream.range(0, ways.length).map(this::usedSamples).toArray();
        int[] lane = IntStream.range(0, ways.length).map(this::laneOf).toArray();
        pairs = new WayPairs(ways, used, lane, next);
        plain = !network && leadLane < 0 && !pairs.lanesMeet;
    }

    private static List<Network.Lane> lanes(Task task) {
        if (task.features().network().isPresent()) {
            return task.features().network().get().lanes();
        }
        List<Network.Lane> lanes = new ArrayList<>();
        for (Stream stream : task.streams()) {
            int rank = lanes.size();
            lanes.add(lane(stream.routes(), rank));
        }
        task.features().leadCar().map(LeadCar::way).ifPresent(way -> lanes.add(lane(List.of(way), lanes.size())));
        return lanes;
    }

    private static Network.Lane lane(List<Route> routes, int rank) {
        List<Network.Way> ways = routes.stream()
                .map(route -> new Network.Way(route, -1, 0, rank))
                .toList();
        return new Network.Lane(ways, -1, -1, 0);
    }

    private static int arrivals(Task task) {
        return task.features()
                .network()
                .map(network -> network.arrivals().isPresent() ? network.lanes().size() : 0)
                .orElse(task.streams().size());
    }

    private static double[] bendSpeeds(Path way) {
        double[] speeds = new double[way.samples];
        double following = Double.POSITIVE_INFINITY;
        for (int i = way.samples - 1; i >= 0; i--) {
            double bend = LATERAL_ACCELERATION / Math.max(1e-3, Math.abs(way.curvature[i]));
            following = Math.min(bend, following + 2 * EASY_BRAKING * Path.SPACING);
            speeds[i] = Math.sqrt(following);
        }
        return speeds;
    }

    /** How many samples of a way cars use. */
    int usedSamples(int way) {
        return Math.min(ways[way].samples, (int) (end[way] * Path.PER_METRE) + 1);
    }

    /** Whether cars on the first way go before those on the second. */
    boolean before(int first, int second) {
        return rank[first] != rank[second] ? rank[first] < rank[second] : first < second;
    }

    private int laneOf(int way) {
        int lane = 0;
        while (lane + 1 < firstWay.length && firstWay[lane + 1] <= way) {
            lane++;
        }
        return lane;
    }

    private double[][] shared() {
        double[][] until = new double[ways.length][ways.length];
        for (int lane = 0; lane < firstWay.length; lane++) {
            int end = firstWay[lane] + wayCount[lane];
            for (int a = firstWay[lane]; a < end; a++) {
                for (int b = firstWay[lane]; b < end; b++) {
                    until[a][b] = a == b ? Double.POSITIVE_INFINITY : fork(ways[a], ways[b]);
                }
            }
        }
        return until;
    }

    /** Where the second of two ways that start together has left the first. */
    private static double fork(Path a, Path b) {
        int i = 0;
        int last = Math.min(a.samples, b.samples) - 1;
        double near = CompiledTask.CONFLICT_DISTANCE * CompiledTask.CONFLICT_DISTANCE;
        while (i < last && a.squaredDistance(i, b.x[i], b.y[i]) < near) {
            i++;
        }
        return i * Path.SPACING;
    }
}
