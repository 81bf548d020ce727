package io.slipstream.app.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.learner.train.TrainingSettings;
import io.slipstream.model.ModelWeights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainingTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldMakeTheSameModelWhenKilledAndResumed() {
        Curve undisturbed = new Curve(Integer.MAX_VALUE);
        ModelWeights expected =
                pretraining(settings(1), "undisturbed", undisturbed).run();

        assertThatThrownBy(
                        () -> pretraining(settings(1), "killed", new Curve(2)).run())
                .hasMessage("killed");
        assertThat(folder.resolve("killed")).exists();
        Curve resumed = new Curve(Integer.MAX_VALUE);
        ModelWeights continued = pretraining(settings(1), "killed", resumed).run();

        assertThat(continued.sha256()).isEqualTo(expected.sha256());
        assertThat(resumed.evaluations)
                .as("the first round was not driven again")
                .isEqualTo(2);
        assertThat(resumed.returns()).isEqualTo(undisturbed.returns());
        assertThat(folder.resolve("killed")).doesNotExist();
    }

    @Test
    void shouldGoOnWithTheWorldModelWhenKilledBeforeThePolicyLearned() {
        PretrainSettings settings = settings(3, 150, 50, 50);
        ModelWeights expected = pretraining(settings, "undisturbed", new Curve(Integer.MAX_VALUE))
                .run();

        assertThatThrownBy(() ->
                        pretraining(settings, "killed", new DeadlyUpdate(100)).run())
                .hasMessage("killed");
        assertThat(folder.resolve("killed")).exists();
        DeadlyUpdate resumed = new DeadlyUpdate(-1);
        ModelWeights continued = pretraining(settings, "killed", resumed).run();

        assertThat(resumed.drives)
                .as("what scripted drivers did is driven again")
                .isEqualTo(1);
        assertThat(continued.sha256()).isEqualTo(expected.sha256());
    }

    @Test
    void shouldRefuseACheckpointOfOtherSettings() {
        assertThatThrownBy(
                        () -> pretraining(settings(1), "killed", new Curve(2)).run())
                .hasMessage("killed");

        assertThatThrownBy(
                        () -> pretraining(settings(2), "killed", new Curve(9)).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other settings")
                .hasMessageContaining("delete the file");
        assertThat(Files.exists(folder.resolve("killed"))).isTrue();
    }

    private Pretraining pretraining(PretrainSettings settings, String checkpoint, PretrainProgress progress) {
        return new Pretraining(settings, new PretrainCheckpoint(folder.resolve(checkpoint)), progress);
    }

    private static PretrainSettings settings(long seed) {
        return settings(seed, 16, 24, 8);
    }

    private static PretrainSettings settings(long seed, int modelUpdates, int policyUpdates, int round) {
        return new PretrainSettings(
                Ground.DRIVING,
                "RTM03",
                "tiny",
                seed,
                10,
                8_000,
                modelUpdates,
                policyUpdates,
                2,
                8,
                2_000,
                2_000,
                4,
                16,
                4_000,
                3,
                round,
                8,
                0.1f,
                TrainingSettings.pretraining());
    }

    /** Dies in the report of the given update. */
    private static final class DeadlyUpdate implements PretrainProgress {
        private final int deadly;
        private int drives;

        DeadlyUpdate(int deadly) {
            this.deadly = deadly;
        }

        @Override
        public void driving(int steps) {
            drives++;
        }

        @Override
        public void recognising(
                int contacts, int update, int updates, double updatesPerSecond, Map<String, Double> losses) {}

        @Override
        public void updated(
                int update, int updates, double updatesPerSecond, Map<String, Double> losses, double recentSuccess) {
            if (update == deadly) {
                throw new IllegalStateException("killed");
            }
        }

        @Override
        public void evaluated(List<CurvePoint> curve, boolean best, ModelWeights weights) {}
    }

    /** Keeps the curve; dies at the given evaluation. */
    private static final class Curve implements PretrainProgress {
        private final int deadly;
        private int evaluations;
        private List<CurvePoint> points = new ArrayList<>();

        Curve(int deadly) {
            this.deadly = deadly;
        }

        List<Double> returns() {
            return points.stream().map(CurvePoint::meanReturn).toList();
        }

        @Override
        public void driving(int steps) {}

        @Override
        public void recognising(
                int contacts, int update, int updates, double updatesPerSecond, Map<String, Double> losses) {}

        @Override
        public void updated(
                int update, int updates, double updatesPerSecond, Map<String, Double> losses, double recentSuccess) {}

        @Override
        public void evaluated(List<CurvePoint> curve, boolean best, ModelWeights weights) {
            points = curve;
            if (++evaluations == deadly) {
                throw new IllegalStateException("killed");
            }
        }
    }
}
