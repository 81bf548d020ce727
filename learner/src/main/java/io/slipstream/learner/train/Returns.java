package io.slipstream.learner.train;

import java.util.Arrays;

/** Lambda-returns of imagined trajectories and their running scale (DreamerV3, equations 7 to 9). Host arithmetic. */
final class Returns {
    private static final float SCALE_RATE = 0.01f;

    private float scale;

    /**
     * R_t = r_{t+1} + gamma c_{t+1} ((1 - lambda) v_{t+1} + lambda R_{t+1}), R_T = v_T.
     *
     * @param rewards [T + 1, N], index t is the reward for arriving at t
     * @param futures [T + 1, N] probability that the episode has a future at t
     * @param values [T + 1, N]
     * @return [T, N]
     */
    static float[] lambda(float[] rewards, float[] futures, float[] values, int count, float discount, float lambda) {
        int horizon = values.length / count - 1;
        float[] returns = new float[horizon * count];
        for (int n = 0; n < count; n++) {
            float next = values[horizon * count + n];
            for (int t = horizon - 1; t >= 0; t--) {
                int arrival = (t + 1) * count + n;
                next = rewards[arrival]
                        + discount * futures[arrival] * ((1 - lambda) * values[arrival] + lambda * next);
                returns[t * count + n] = next;
            }
        }
        return returns;
    }

    /**
     * The same along recorded sequences, which may run over the end of an episode: no return reaches across it.
     *
     * @param rewards [L, B] rewards on arrival
     * @param futures [L, B] 0 where the episode has no future
     * @param ended [L, B] true at the last step of an episode, whose return is its value
     * @param values [L, B]
     * @return [L, B]; the last row holds values
     */
    static float[] recorded(
            float[] rewards,
            float[] futures,
            boolean[] ended,
            float[] values,
            int batch,
            float discount,
            float lambda) {
        float[] returns = values.clone();
        for (int i = values.length - batch - 1; i >= 0; i--) {
            if (!ended[i]) {
                int arrival = i + batch;
                returns[i] = rewards[arrival]
                        + discount * futures[arrival] * ((1 - lambda) * values[arrival] + lambda * returns[arrival]);
            }
        }
        return returns;
    }

    /** Probability that an imagined step is still reached, times its discount: [T, N]. */
    static float[] weights(float[] futures, int count, float discount) {
        int horizon = futures.length / count - 1;
        float[] weights = new float[horizon * count];
        for (int n = 0; n < count; n++) {
            float weight = 1f;
            for (int t = 0; t < horizon; t++) {
                weights[t * count + n] = weight;
                weight *= discount * futures[(t + 1) * count + n];
            }
        }
        return weights;
    }

    /** Whether all returns are numbers. */
    static boolean finite(float[] returns) {
        for (float value : returns) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /** Follows the range from the 5th to the 95th percentile; advantages are divided by it, but never by less than 1. */
    float normaliser(float[] returns) {
        float[] sorted = returns.clone();
        Arrays.sort(sorted);
        float range = sorted[(int) (0.95 * (sorted.length - 1))] - sorted[(int) (0.05 * (sorted.length - 1))];
        scale += (scale == 0f ? 1f : SCALE_RATE) * (range - scale);
        return Math.max(1f, scale);
    }

    float scale() {
        return scale;
    }

    void restore(float saved) {
        scale = saved;
    }
}
