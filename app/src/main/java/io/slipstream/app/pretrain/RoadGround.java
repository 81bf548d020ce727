package io.slipstream.app.pretrain;

import io.slipstream.environment.Environment;
import io.slipstream.environment.Spaces;
import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.sim.DrivingEnvironment;
import io.slipstream.sim.DrivingSpaces;
import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.catalogue.Catalogue;
import io.slipstream.sim.driver.ExpertDriver;
import io.slipstream.sim.shift.ShiftLabel;
import io.slipstream.sim.shift.ShiftLabeller;
import io.slipstream.sim.shift.ShiftLabels;
import io.slipstream.sim.shift.Split;
import io.slipstream.sim.task.PretrainingTasks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The driving world to train in: many roads for the world model, the task and empty roads for the policy. */
public final class RoadGround implements TrainingGround {
    /** As many as the shipped model was trained on. */
    public static final int ROADS = 300;

    private final String task;
    private final int roads;
    private final long seed;
    private final Catalogue catalogue = Catalogue.shipped();

    /**
     * @param task the task the policy is trained for
     * @param roads roads for the world model; the policy knows as many without traffic
     * @param seed picks them
     */
    public RoadGround(String task, int roads, long seed) {
        this.task = task;
        this.roads = roads;
        this.seed = seed;
    }

    @Override
    public Spaces spaces() {
        return DrivingSpaces.SPACES;
    }

    private Scenario scenario(String shift) {
        return catalogue.scenario(task, shift, RewardSettings.defaults());
    }

    @Override
    public Environment under(List<String> shifts, int environments, long from) {
        return new DrivingEnvironment(shifts.stream().map(this::scenario).toList(), environments, from);
    }

    /** The task, and as often the same roads without other cars: the policy can steer anywhere and knows the traffic of its task alone. */
    @Override
    public Environment forPolicy(int environments, long from) {
        List<Scenario> pool = new ArrayList<>(PretrainingTasks.empty(seed, roads, RewardSettings.defaults()));
        pool.addAll(Collections.nCopies(roads, scenario("C0")));
        return new DrivingEnvironment(pool, environments, from);
    }

    /** Many roads with their traffic; every third is the plain right turn. */
    @Override
    public void seedWorldModel(ReplayWindow into, int steps, long from) {
        List<Scenario> pool = PretrainingTasks.broad(seed, roads, RewardSettings.defaults());
        new SeedDriving(into, DrivingSpaces.OBSERVATION.size(), pool).fill(steps, from);
    }

    @Override
    public void seedPolicy(ReplayWindow into, int steps, long from) {
        new SeedDriving(into, DrivingSpaces.OBSERVATION.size(), List.of(scenario("C0"))).fill(steps, from);
    }

    @Override
    public void seedContacts(ContactExamples into, int steps, long from) {
        List<Scenario> pool = PretrainingTasks.broad(seed, roads, RewardSettings.defaults());
        new ContactDriving(into, pool, DrivingSpaces.OBSERVATION.size()).drive(steps, from);
    }

    @Override
    public void seedReferences(ReplayWindow into, int steps, long from) {
        new ScriptedFeed(into, DrivingSpaces.OBSERVATION.size()).drive(nominalRoads(), steps, from);
    }

    @Override
    public Environment broad(int environments, long from) {
        return new DrivingEnvironment(nominalRoads(), environments, from);
    }

    private List<Scenario> nominalRoads() {
        return PretrainingTasks.broad(seed, ROADS, RewardSettings.defaults()).stream()
                .map(road -> new Scenario(road.task(), road.shift().withNominalDynamics(), road.reward()))
                .toList();
    }

    @Override
    public Map<String, ShiftLabel> calibration() {
        ShiftLabels labels = new ShiftLabels(new ShiftLabeller(ExpertDriver::new, catalogue.labels()));
        Map<String, ShiftLabel> found = new LinkedHashMap<>();
        for (String shift : catalogue.shifts(Split.CALIBRATION)) {
            found.put(shift, labels.of(scenario(shift)));
        }
        return found;
    }
}
