package io.slipstream.app.pretrain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Observations at which the body touched something, and ones at which it did not, mostly shortly before it did: there a contact is hardest to
 * tell from none. In driving one step in a thousand is one, here half of what is drawn.
 */
public final class ContactExamples {
    private final int size;
    private final List<float[]> touched = new ArrayList<>();
    private final List<float[]> apart = new ArrayList<>();

    /** Of observations of that size. */
    public ContactExamples(int observationSize) {
        size = observationSize;
    }

    /**
     * Examples to learn from.
     *
     * @param observations [n, D], row-major
     * @param touched [n]
     */
    record Batch(float[] observations, boolean[] touched) {}

    /** Takes an observation; the array belongs to the examples from now on. */
    void add(float[] observation, boolean contact) {
        if (observation.length != size) {
            throw new IllegalArgumentException(
                    "an observation of " + observation.length + " features among those of " + size);
        }
        (contact ? touched : apart).add(observation);
    }

    /** Number of contacts. */
    int contacts() {
        return touched.size();
    }

    /** Whether there is something to tell apart. */
    boolean teach() {
        return !touched.isEmpty() && !apart.isEmpty();
    }

    /** Draws with replacement, contacts and others by turns. */
    Batch draw(int count, SplittableRandom random) {
        float[] observations = new float[count * size];
        boolean[] contact = new boolean[count];
        for (int i = 0; i < count; i++) {
            contact[i] = i % 2 == 0;
            List<float[]> from = contact[i] ? touched : apart;
            System.arraycopy(from.get(random.nextInt(from.size())), 0, observations, i * size, size);
        }
        return new Batch(observations, contact);
    }

    /** The last observations of an environment, of which some are kept when a contact ends them. */
    static final class Approach {
        private static final int LENGTH = 16;
        private static final int KEPT = 4;

        private final float[][] recent = new float[LENGTH][];
        private int seen;

        void begin() {
            seen = 0;
        }

        void add(float[] observations, int from, int to) {
            recent[seen++ % LENGTH] = Arrays.copyOfRange(observations, from, to);
        }

        /** The newest touched something: it is kept, and some of those before it. */
        void touched(ContactExamples examples, SplittableRandom random) {
            int newest = seen - 1;
            examples.add(recent[newest % LENGTH], true);
            int known = Math.min(newest, LENGTH - 1);
            for (int i = 0; i < Math.min(KEPT, known); i++) {
                int back = 1 + (i * known + random.nextInt(known)) / KEPT;
                examples.add(recent[(newest - back) % LENGTH], false);
            }
        }
    }
}
