package io.slipstream.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.slipstream.model.layout.Entry;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixTest {
    private final Random random = new Random(4);

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 7, 5", "4, 8, 16", "5, 2, 3", "11, 13, 9", "6, 20, 133"})
    void shouldMultiplyEveryRowAsIfItWereAlone(int rows, int inputs, int outputs) {
        for (Kernel kernel : List.of(new LoopKernel(), new VectorKernel())) {
            multiplyEveryRow(kernel, rows, inputs, outputs);
        }
    }

    private void multiplyEveryRow(Kernel kernel, int rows, int inputs, int outputs) {
        float[] flat = gaussians(inputs * outputs + 3);
        Matrix matrix = Matrix.of(flat, new Entry("w", outputs, inputs, 3, Entry.Start.NORMAL, true), kernel);
        float[][] x = new float[rows][];
        float[][] y = new float[rows][outputs];
        for (int row = 0; row < rows; row++) {
            x[row] = gaussians(inputs);
        }
        matrix.add(x, y, rows);
        for (int row = 0; row < rows; row++) {
            float[][] alone = new float[1][outputs];
            matrix.add(new float[][] {x[row]}, alone, 1);
            assertThat(y[row]).containsExactly(alone[0]);
            for (int j = 0; j < outputs; j++) {
                double exact = 0;
                for (int i = 0; i < inputs; i++) {
                    exact += (double) flat[3 + j * inputs + i] * x[row][i];
                }
                assertThat((double) y[row][j]).isCloseTo(exact, within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 9, 5", "3, 8, 128", "4, 31, 48", "7, 10, 133", "9, 64, 200"})
    void shouldGiveTheSameBitsFromEveryKernel(int rows, int inputs, int outputs) {
        float[] flat = gaussians(inputs * outputs);
        Entry entry = new Entry("w", outputs, inputs, 0, Entry.Start.NORMAL, true);
        float[][] x = new float[rows][];
        float[][] loops = new float[rows][];
        float[][] vectors = new float[rows][];
        int[] ones = {inputs - 1, 0, 2, 5, 1};
        for (int row = 0; row < rows; row++) {
            x[row] = gaussians(inputs);
            loops[row] = gaussians(outputs);
            vectors[row] = loops[row].clone();
        }
        Matrix.of(flat, entry, new LoopKernel()).add(x, loops, rows);
        Matrix.of(flat, entry, new LoopKernel()).addColumns(ones, ones.length, loops[0]);
        Matrix.of(flat, entry, new VectorKernel()).add(x, vectors, rows);
        Matrix.of(flat, entry, new VectorKernel()).addColumns(ones, ones.length, vectors[0]);
        for (int row = 0; row < rows; row++) {
            assertThat(vectors[row]).containsExactly(loops[row]);
        }
    }

    @Test
    void shouldTakeVectorsWhereTheyAreThere() {
        assertThat(Kernel.FASTEST).isInstanceOf(VectorKernel.class);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "4", "6"})
    void shouldAddTheColumnsOfOnes(int count) {
        int inputs = 9;
        Matrix matrix = Matrix.of(gaussians(inputs * 5), new Entry("w", 5, inputs, 0, Entry.Start.NORMAL, true));
        int[] ones = {8, 0, 3, 5, 1, 7};
        float[][] x = new float[1][inputs];
        for (int i = 0; i < count; i++) {
            x[0][ones[i]] = 1f;
        }
        float[][] y = {gaussians(5)};
        float[] sums = y[0].clone();
        matrix.add(x, y, 1);
        matrix.addColumns(ones, count, sums);
        assertThat(sums).containsExactly(y[0], within(1e-6f));
    }

    private float[] gaussians(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
