package io.slipstream.model.inference;

import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.tensor.TwoHot;
import java.util.Arrays;
import java.util.List;

/**
 * The world model and policy of N environments while they are driven, and what they remember from step to step: h, z and the
 * observation before. All its memory is made once; what it hands out is overwritten by the next step. One thread owns it.
 *
 * <p>Shapes: N environments, D observation, A actions, H deterministic state h, z of G variables with K classes, F features.
 */
public final class ForwardModel {
    private final ModelSpec spec;
    private final int environments;
    private final Latents latents;
    private final float[] bins;
    private final Moves moves;
    private final float[][] h; // [N][H]
    private final int[][] z; // [N][G] indices of [G x K]
    private final boolean[] known; // [N] whether z says anything yet
    private final int[] led; // [N] actions that led here
    private final float[][] compressed; // [N][D]
    private final float[][] seen; // [N][F - H - Z]
    private final float[][] surprise; // [N][groups]
    private Networks networks;
    private float[][] observation; // [N][D]
    private float[][] before; // [N][D]
    private float[][] posterior; // [N][G x K]

    /** For so many environments, none of which has seen anything yet. */
    public ForwardModel(ModelWeights merged, int environments) {
        this.spec = merged.spec();
        this.environments = environments;
        latents = new Latents(spec.latentGroups(), spec.latentClasses());
        bins = TwoHot.bins(spec.bins());
        moves = new Moves(environments, spec.latentGroups(), spec.latent());
        h = new float[environments][spec.deterministic()];
        z = new int[environments][spec.latentGroups()];
        known = new boolean[environments];
        led = new int[environments];
        compressed = new float[environments][spec.observationSize()];
        seen = new float[environments][PerceptionPass.width(spec)];
        surprise = new float[environments][spec.groups().size()];
        observation = new float[environments][spec.observationSize()];
        before = new float[environments][spec.observationSize()];
        networks = new Networks(merged, environments);
        posterior = new float[environments][0];
    }

    /** Goes on with other weights of the same sizes; what it remembers stays. */
    public void load(ModelWeights merged) {
        networks = new Networks(merged, environments);
    }

    /** Remembers what another one does of some of its environments. */
    public void takeOver(ForwardModel other, int[] rows) {
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(other.h[rows[i]], 0, h[i], 0, spec.deterministic());
            System.arraycopy(other.z[rows[i]], 0, z[i], 0, spec.latentGroups());
            System.arraycopy(other.observation[rows[i]], 0, observation[i], 0, spec.observationSize());
            known[i] = other.known[rows[i]];
        }
    }

    /**
     * One step of all environments.
     *
     * @param observations [N, D]
     * @param starts [N], true where an episode starts and nothing before it counts
     * @param actions [N], those that led here
     * @param uniform [N, G] in [0, 1), what z is drawn with
     */
    public void step(float[] observations, boolean[] starts, int[] actions, float[] uniform) {
        see(observations);
        for (int e = 0; e < environments; e++) {
            if (starts[e] || !known[e]) {
                Arrays.fill(h[e], 0f);
                moves.clear(e);
            } else {
                moves.set(e, z[e], actions[e]);
            }
        }
        System.arraycopy(actions, 0, led, 0, environments);
        networks.recurrence.next(h, moves, environments);
        networks.perception.compress(observation, compressed, environments);
        posterior = networks.posterior(latents, compressed, environments);
        for (int e = 0; e < environments; e++) {
            latents.sample(posterior[e], uniform, e * spec.latentGroups(), z[e]);
            known[e] = true;
        }
        networks.perception.see(observation, compressed, seen, environments);
    }

    private void see(float[] observations) {
        float[][] oldest = before;
        before = observation;
        observation = oldest;
        for (int e = 0; e < environments; e++) {
            System.arraycopy(observations, e * spec.observationSize(), observation[e], 0, spec.observationSize());
        }
    }

    /** The policy at this step: probabilities [N][A or more]. */
    public float[][] policy() {
        float[][] logits = networks.actor.apply(h, z, seen, environments);
        for (int e = 0; e < environments; e++) {
            Activation.softmax(logits[e], 1, spec.actions());
        }
        return logits;
    }

    /** Total variation between posterior and prior of z at this step: fills [N], each in [0, 1]. */
    public void totalVariation(float[] apart) {
        float[][] prior = networks.prior(latents, h, environments);
        for (int e = 0; e < environments; e++) {
            apart[e] = latents.totalVariation(posterior[e], prior[e]);
        }
    }

    /** The reward foreseen for arriving here: fills [N]. */
    public void reward(float[] rewards) {
        expected(networks.reward.apply(h, z, seen, environments), rewards);
    }

    /** The critic's value: fills [N]. */
    public void value(float[] values) {
        expected(networks.critic.apply(h, z, seen, environments), values);
    }

    private void expected(float[][] logits, float[] scalars) {
        for (int e = 0; e < environments; e++) {
            Activation.softmax(logits[e], 1, bins.length);
            float sum = 0;
            for (int b = 0; b < bins.length; b++) {
                sum = Math.fma(logits[e][b], bins[b], sum);
            }
            scalars[e] = sum;
        }
    }

    /** The surprise of each feature group at the change since the step before: fills [N, groups]. Says nothing where an episode starts. */
    public void surprise(float[] surprises) {
        networks.reference.surprise(before, led, observation, surprise, environments);
        for (int e = 0; e < environments; e++) {
            System.arraycopy(surprise[e], 0, surprises, e * surprise[e].length, surprise[e].length);
        }
    }

    /** How badly z describes each feature group, mean squared error of its compressed features: fills [N, groups]. */
    public void novelty(float[] errors) {
        float[][] sums = networks.novelty.begin(environments);
        Matrix first = networks.novelty.first().dense().matrix();
        for (int e = 0; e < environments; e++) {
            first.addColumns(z[e], z[e].length, sums[e]);
        }
        float[][] described = networks.novelty.finish(environments);
        List<FeatureGroup> groups = spec.groups();
        for (int e = 0; e < environments; e++) {
            for (int g = 0; g < groups.size(); g++) {
                FeatureGroup group = groups.get(g);
                errors[e * groups.size() + g] =
                        ObjectRows.apart(described[e], group.from(), compressed[e], group.from(), group.size())
                                / group.size();
            }
        }
    }

    /** The class of each variable of z at this step: fills [N, G]. */
    public void classes(byte[] classes) {
        for (int e = 0; e < environments; e++) {
            for (int g = 0; g < spec.latentGroups(); g++) {
                classes[e * spec.latentGroups() + g] = (byte) (z[e][g] - g * spec.latentClasses());
            }
        }
    }

    /**
     * What is expected to come after this step under the policy's likeliest actions, with z its likeliest; nothing that is remembered
     * changes.
     *
     * @param count environments, the first ones
     * @param horizon T, steps
     * @param actions [count or more], those chosen at this step
     * @return [count, T, D] observations; entry 0 is the one that the action chosen last leads to
     */
    public float[] imagine(int count, int horizon, int[] actions) {
        return new Imagination(spec, latents, networks, count).run(h, z, observation, actions, horizon);
    }
}
