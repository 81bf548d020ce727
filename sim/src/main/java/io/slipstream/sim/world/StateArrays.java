package io.slipstream.sim.world;

import java.lang.reflect.Array;
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

    /** Copies one environment of others into one of these; allocates nothing. */
    void copy(StateArrays others, int from, int to) {
        for (int k = 0; k < doubles.size(); k++) {
            copy(others.doubles.get(k), others.environments, from, doubles.get(k), to);
        }
        for (int k = 0; k < ints.size(); k++) {
            copy(others.ints.get(k), others.environments, from, ints.get(k), to);
        }
        for (int k = 0; k < longs.size(); k++) {
            longs.get(k)[to] = others.longs.get(k)[from];
        }
    }

    private static void copy(Object source, int environments, int from, Object target, int to) {
        int each = Array.getLength(source) / environments;
        System.arraycopy(source, from * each, target, to * each, each);
    }

    private int from(int length, int environment) {
        return length / environments * environment;
    }

    /** One environment's part of every array, in the order they were handed out. */
    record Copy(List<double[]> doubles, List<int[]> ints, List<Long> longs) {}
}
