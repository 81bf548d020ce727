package io.slipstream.model.acting;

import io.slipstream.model.ModelSpec;
import java.lang.reflect.Array;

/** What one inference call computes for N environments; the caller owns it and it is filled again at every step. */
public final class ActingOutput {
    /** [N] chosen actions. */
    public final int[] actions;
    /** [N] log-probability of the chosen action under the policy. */
    public final float[] logProbability;
    /** [N] critic's value of (h, z). */
    public final float[] value;
    /** [N] total variation between posterior and prior of z, in [0, 1]; 0 at first steps (algorithm.md, section 3). */
    public final float[] tvDynamics;
    /** [N] reward predicted for arriving at this observation; 0 at first steps. */
    public final float[] predictedReward;
    /** [N, G] sampled class of each group of z. */
    public final byte[] latentClasses;
    /** [N, F] surprise of each feature group at its one-step change; 0 where nothing was predicted. */
    public final float[] residuals;
    /** [N, F] mean squared reconstruction error of q(z|o) of each feature group. */
    public final float[] novelty;

    /** Room for {@code environments} environments. */
    public ActingOutput(ModelSpec spec, int environments) {
        int features = spec.groups().size();
        actions = new int[environments];
        logProbability = new float[environments];
        value = new float[environments];
        tvDynamics = new float[environments];
        predictedReward = new float[environments];
        latentClasses = new byte[environments * spec.latentGroups()];
        residuals = new float[environments * features];
        novelty = new float[environments * features];
    }

    /** Writes what another output says of one of its environments over what this one says of one of these. */
    public void copyRow(ActingOutput from, int theirs, int ours) {
        actions[ours] = from.actions[theirs];
        logProbability[ours] = from.logProbability[theirs];
        value[ours] = from.value[theirs];
        tvDynamics[ours] = from.tvDynamics[theirs];
        predictedReward[ours] = from.predictedReward[theirs];
        copyRow(from.latentClasses, theirs, latentClasses, ours, from.actions.length);
        copyRow(from.residuals, theirs, residuals, ours, from.actions.length);
        copyRow(from.novelty, theirs, novelty, ours, from.actions.length);
    }

    @SuppressWarnings("SuspiciousSystemArraycopy") // Arrays of one primitive type, whichever it is.
    private static void copyRow(Object from, int theirs, Object to, int ours, int rows) {
        int width = Array.getLength(from) / rows;
        System.arraycopy(from, theirs * width, to, ours * width, width);
    }
}
