package io.slipstream.model.acting;

import io.slipstream.model.IllegalModelException;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.inference.Choice;
import io.slipstream.model.tensor.DeviceChoice;
import io.slipstream.model.tensor.Noise;
import org.jspecify.annotations.Nullable;

/**
 * Drives N environments with one model: at every step it infers the state (h, z), measures how far prior and posterior
 * lie apart, and chooses actions. On a CPU it computes in plain Java, on a GPU through libtorch (docs/decisions/0029). One thread owns
 * a session.
 */
public final class ActingSession implements AutoCloseable {
    private static final int FIRST = 1;
    private static final float SMALLEST_PROBABILITY = 1e-12f;

    private final ModelSpec spec;
    private final int environments;
    private final Inference inference;
    private final Noise noise;
    private final int[] previousActions;
    private final boolean[] starts;
    private final float[] uniform; // [N, G], what z is drawn with

    /**
     * Loads a model.
     *
     * @param merged weights with their adapters merged
     * @param environments N
     * @param seed of latent and action sampling
     */
    public ActingSession(ModelWeights merged, int environments, long seed) {
        this(merged, environments, seed, DeviceChoice.AUTO);
    }

    /**
     * Loads a model.
     *
     * @param merged weights with their adapters merged
     * @param environments N
     * @param seed of latent and action sampling
     * @param device where to compute
     */
    public ActingSession(ModelWeights merged, int environments, long seed, DeviceChoice device) {
        this(
                merged.spec(),
                environments,
                seed,
                device.isGpu()
                        ? new TensorInference(merged, environments, device)
                        : new JvmInference(merged, environments));
    }

    private ActingSession(ModelSpec spec, int environments, long seed, Inference inference) {
        this.spec = spec;
        this.environments = environments;
        this.inference = inference;
        this.noise = new Noise(seed);
        this.previousActions = new int[environments];
        this.starts = new boolean[environments];
        this.uniform = new float[environments * spec.latentGroups()];
    }

    /** One that computes through libtorch wherever it runs: what plain Java is held against. */
    public static ActingSession throughTensors(ModelWeights merged, int environments, long seed, DeviceChoice device) {
        return new ActingSession(merged.spec(), environments, seed, new TensorInference(merged, environments, device));
    }

    /**
     * A session of its own that drives some of these environments with other weights; h and z go on from where they are here.
     *
     * @param merged weights with their adapters merged
     * @param rows environments of this session, in the order in which the other one counts them
     * @param seed of latent and action sampling
     * @throws IllegalModelException when the sizes differ from the running model's
     */
    public ActingSession fork(ModelWeights merged, int[] rows, long seed) {
        requireSameSizes(merged);
        ActingSession other = new ActingSession(spec, rows.length, seed, inference.fork(merged, rows));
        for (int i = 0; i < rows.length; i++) {
            other.previousActions[i] = previousActions[rows[i]];
        }
        return other;
    }

    private void requireSameSizes(ModelWeights merged) {
        if (!merged.spec().equals(spec)) {
            throw new IllegalModelException("cannot swap in a model of other sizes: running " + spec.toJson()
                    + ", offered " + merged.spec().toJson());
        }
    }

    /**
     * Drives on with other weights; h and z of every environment stay as they are.
     *
     * @throws IllegalModelException when the sizes differ from the running model's
     */
    public void swap(ModelWeights merged) {
        requireSameSizes(merged);
        inference.swap(merged);
    }

    /**
     * One step of all environments.
     *
     * @param observations [N, D]
     * @param flags [N]; where FIRST (1) is set the state starts anew
     * @param greedy the likeliest action instead of a sample
     * @param out filled
     */
    public void act(float[] observations, byte[] flags, boolean greedy, ActingOutput out) {
        float[] policy = step(observations, flags, out);
        choose(policy, greedy, out.actions);
        for (int i = 0; i < environments; i++) {
            float probability = policy[i * spec.actions() + out.actions[i]];
            out.logProbability[i] = (float) Math.log(probability + SMALLEST_PROBABILITY);
        }
    }

    /**
     * One step of all environments, of which nothing but the actions is asked for: those that {@link #act} would choose, for less.
     *
     * @param observations [N, D]
     * @param flags [N]; where FIRST (1) is set the state starts anew
     * @param greedy the likeliest action instead of a sample
     * @param actions [N], filled
     */
    public void choose(float[] observations, byte[] flags, boolean greedy, int[] actions) {
        choose(step(observations, flags, null), greedy, actions);
    }

    private float[] step(float[] observations, byte[] flags, @Nullable ActingOutput measures) {
        for (int i = 0; i < environments; i++) {
            starts[i] = (flags[i] & FIRST) != 0;
        }
        noise.fill(uniform);
        return inference.step(new Inference.Step(observations, starts, previousActions, uniform), measures);
    }

    private void choose(float[] policy, boolean greedy, int[] actions) {
        for (int i = 0; i < environments; i++) {
            int from = i * spec.actions();
            actions[i] = greedy
                    ? Choice.likeliest(policy, from, spec.actions())
                    : Choice.drawn(policy, from, spec.actions(), noise.nextFloat());
            previousActions[i] = actions[i];
        }
    }

    /**
     * What the world model expects to come after the last {@link #act}, with nothing more to see: its likeliest latents under
     * the policy's likeliest actions. Draws no random number, so driving goes on as if nobody had asked.
     *
     * @param count environments, the first ones
     * @param horizon H, steps
     * @return [count, H, D] observations; entry 0 is the one that the action chosen last leads to
     */
    public float[] imagine(int count, int horizon) {
        return inference.imagine(count, horizon, previousActions);
    }

    /** Overrides the actions chosen last, when something else drove (a scripted driver, recorded data). */
    public void drove(int[] actions) {
        System.arraycopy(actions, 0, previousActions, 0, Math.min(actions.length, environments));
    }

    @Override
    public void close() {
        inference.close();
    }
}
