package io.slipstream.app.pretrain;

import io.slipstream.environment.Conditions;
import io.slipstream.environment.Environment;
import io.slipstream.environment.ResetRequest;
import io.slipstream.environment.RuleBased;
import io.slipstream.environment.Spaces;
import io.slipstream.environment.StepBuffer;
import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.sim.classic.ClassicEnvironment;
import io.slipstream.sim.classic.ClassicTask;
import io.slipstream.sim.shift.ShiftLabel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A classic control task to train in: by rule with more and less of chance, since a world model has to see falls. */
public final class ClassicGround implements TrainingGround {
    private static final int ENVIRONMENTS = 32;
    /** Shares of the steps that are left to chance; each holds for a quarter of the seeding. */
    private static final double[] CHANCE = {0.1, 0.3, 0.6, 1};
    /** Milder than the shifts that come to be graded. */
    private static final Map<String, ShiftLabel> CALIBRATION = calibrationSplit();

    private final String task;

    /** For this task. */
    public ClassicGround(String task) {
        this.task = ClassicTask.byId(task).id();
    }

    private static Map<String, ShiftLabel> calibrationSplit() {
        Map<String, ShiftLabel> split = new LinkedHashMap<>();
        split.put(Conditions.NOMINAL, ShiftLabel.NONE);
        split.put("LONGER", ShiftLabel.DYNAMICS);
        split.put("SHORT", ShiftLabel.DYNAMICS);
        return split;
    }

    @Override
    public Spaces spaces() {
        return ClassicTask.byId(task).spaces();
    }

    @Override
    public Environment under(List<String> shifts, int environments, long seed) {
        if (shifts.size() != 1) {
            throw new IllegalArgumentException("classic environments are under one shift at a time, not " + shifts);
        }
        return new ClassicEnvironment(Conditions.of(task, shifts.get(0)), environments, seed);
    }

    @Override
    public Environment forPolicy(int environments, long seed) {
        return under(Conditions.NOMINAL, environments, seed);
    }

    @Override
    public Environment broad(int environments, long seed) {
        return under(Conditions.NOMINAL, environments, seed);
    }

    @Override
    public void seedPolicy(ReplayWindow into, int steps, long seed) {
        seedWorldModel(into, steps, seed);
    }

    @Override
    public void seedReferences(ReplayWindow into, int steps, long seed) {
        seedWorldModel(into, steps, seed);
    }

    @Override
    public void seedWorldModel(ReplayWindow into, int steps, long seed) {
        for (int i = 0; i < CHANCE.length; i++) {
            try (Environment environment = under(Conditions.NOMINAL, ENVIRONMENTS, seed + i)) {
                act(environment, CHANCE[i], into, steps / CHANCE.length, "chance" + CHANCE[i] + "-", seed + i);
            }
        }
    }

    private static void act(
            Environment environment, double chance, ReplayWindow into, int steps, String name, long seed) {
        int size = environment.spaces().observation().size();
        SplittableRandom random = new SplittableRandom(seed);
        RuleBased rule = environment.ruleBased().orElseThrow();
        StepBuffer now = new StepBuffer(ENVIRONMENTS, size);
        environment.reset(ResetRequest.plain(), now);
        int[] actions = new int[ENVIRONMENTS];
        for (int done = 0; done < steps; done += ENVIRONMENTS) {
            rule.act(actions);
            for (int e = 0; e < ENVIRONMENTS; e++) {
                if (random.nextDouble() < chance) {
                    actions[e] = random.nextInt(environment.spaces().actions());
                }
                into.append(
                        name + e,
                        1,
                        Arrays.copyOfRange(now.observations, e * size, (e + 1) * size),
                        new int[] {actions[e]},
                        new float[] {now.rewards[e]},
                        new byte[] {now.flags[e]});
            }
            environment.step(actions, now);
        }
    }

    /** An episode that is a success has 500 steps. */
    @Override
    public int windowSteps() {
        return 20_000;
    }

    @Override
    public Map<String, ShiftLabel> calibration() {
        return CALIBRATION;
    }
}
