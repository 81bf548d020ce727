package io.slipstream.sim.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Hands out the arrays that hold the state of all environments and can copy one environment's part of every one. */
final class StateArrays {
    private final int environments;
    private final List<double[]> doubles = new ArrayList<>();
    private final List<int[]> ints = new ArrayList<>();
    private final List<long[]> longs = new ArrayList<>();

    StateArrays(int environments) {
        this.environments = environments;
    }

    /** An array with that many numbers for each environment. */
    double[] doubles(int each) {
        double[] array = new double[environments * each];
        doubles.add(array);
        return array;
    }

    /** An array with that many numbers for each environment. */
    int[] ints(int each) {
        int[] array = new int[environments * each];
        ints.add(array);
        return array;
    }

    /** An array with one number for each environment. */
    long[] longs() {
        long[] array = new long[environments];
        longs.add(array);
        return array;
    }

    Copy copy(int environment) {
        List<double[]> d = new ArrayList<>();
        for (double[] array : doubles) {
            d.add(Arrays.copyOfRange(array, from(array.length, environment), from(array.length, environment + 1)));
        }
        List<int[]> i = new ArrayList<>();
        for (int[] array : ints) {
            i.add(Arrays.copyOfRange(array, from(array.length, environment), from(array.length, environment + 1)));
        }
        List<Long> l = new ArrayList<>();
        for (long[] array : longs) {
            l.add(array[environment]);
        }
        return new Copy(d, i, l);
    }

    void restore(int environment, Copy copy) {
        for (int k = 0; k < doubles.size(); k++) {
            double[] from = copy.doubles.get(k);
            System.arraycopy(from, 0, doubles.get(k), environment * from.length, from.length);
        }
        for (int k = 0; k < ints.size(); k++) {
            int[] from = copy.ints.get(k);
            System.arraycopy(from, 0, ints.get(k), environment * from.length, from.length);
        }
        for (int k = 0; k < longs.size(); k++) {
            longs.get(k)[environment] = copy.longs.get(k);
        }
    }

    private int from(int length, int environment) {
        return length / environments * environment;
    }

    /** One environment's part of every array, in the order they were handed out. */
    record Copy(List<double[]> doubles, List<int[]> ints, List<Long> longs) {}
}
