package io.slipstream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.slipstream.model.adapter.AdapterForm;
import io.slipstream.model.adapter.Init;
import io.slipstream.model.adapter.JointForm;
import io.slipstream.model.adapter.LowRankForm;
import io.slipstream.model.adapter.MixtureForm;
import io.slipstream.model.adapter.NolaForm;
import io.slipstream.model.adapter.Scaling;
import io.slipstream.model.adapter.Targets;
import io.slipstream.model.layout.Entry;
import io.slipstream.model.layout.ParameterLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdapterTest {
    private final ModelWeights base = TinyModel.base();

    @ParameterizedTest
    @MethodSource("io.slipstream.model.TinyModel#actorForms")
    void shouldChangeNothingWhileFresh(AdapterForm form) {
        Adapter fresh = Adapter.fresh(base, Network.ACTOR, form, 5);
        assertBitsEqual(base.merge(List.of(fresh)).flat(Network.ACTOR), base.flat(Network.ACTOR));
    }

    @ParameterizedTest
    @MethodSource("io.slipstream.model.TinyModel#lowRankForms")
    void shouldChangeNoWorldModelWhileFreshAndOnlyWhatMayBeAdaptedAfterwards(AdapterForm form) {
        Adapter fresh = Adapter.fresh(base, Network.WORLD_MODEL, form, 5);
        float[] start = base.flat(Network.WORLD_MODEL);
        assertBitsEqual(base.merge(List.of(fresh)).flat(Network.WORLD_MODEL), start);
        float[] after = base.merge(List.of(TinyModel.moved(fresh, 3))).flat(Network.WORLD_MODEL);
        for (Entry entry :
                ParameterLayout.of(TinyModel.SPEC, Network.WORLD_MODEL).entries()) {
            int to = entry.offset() + entry.size();
            boolean same = Arrays.equals(after, entry.offset(), to, start, entry.offset(), to);
            assertThat(same).as(entry.name()).isEqualTo(!entry.adapted());
        }
    }

    @ParameterizedTest
    @MethodSource("io.slipstream.model.TinyModel#actorForms")
    void shouldComeBackFromItsBytes(AdapterForm form) {
        Adapter adapter = TinyModel.moved(Adapter.fresh(base, Network.ACTOR, form, 5), 3);
        Adapter read = Adapter.fromBytes(adapter.toBytes());
        assertThat(read.network()).isEqualTo(Network.ACTOR);
        assertThat(read.form()).isEqualTo(form);
        assertThat(read.parameters()).isEqualTo(adapter.parameters());
        assertBitsEqual(
                base.merge(List.of(read)).flat(Network.ACTOR),
                base.merge(List.of(adapter)).flat(Network.ACTOR));
    }

    @Test
    void shouldStillReadTheFirstFormat() {
        Adapter adapter = TinyModel.moved(Adapter.fresh(base, Network.ACTOR, TinyModel.LORA, 5), 3);
        byte[] name = "actor".getBytes(StandardCharsets.UTF_8);
        int count = adapter.parameters().length;
        ByteBuffer old = ByteBuffer.allocate(20 + name.length + 4 * count).order(ByteOrder.LITTLE_ENDIAN);
        old.putInt(0x534c4f52).putInt(name.length).put(name);
        old.putInt(2).putFloat(2f).putInt(count);
        old.asFloatBuffer().put(adapter.parameters());
        Adapter read = Adapter.fromBytes(old.array());
        assertThat(read.form()).isEqualTo(TinyModel.LORA);
        assertThat(read.parameters()).isEqualTo(adapter.parameters());
        assertThatThrownBy(() -> Adapter.fromBytes(Arrays.copyOf(old.array(), 18)))
                .isInstanceOf(IllegalModelException.class);
    }

    @Test
    void shouldNameAFormatItDoesNotKnow() {
        byte[] bytes = Adapter.fresh(base, Network.ACTOR, TinyModel.LORA, 5).toBytes();
        bytes[4] = 9;
        assertThatThrownBy(() -> Adapter.fromBytes(bytes)).hasMessageContaining("format 9");
    }

    @Test
    void shouldSendFewBytesForNolaAndFewerForAMixture() {
        int lora = Adapter.fresh(base, Network.WORLD_MODEL, LowRankForm.ofRank(8), 1)
                .toBytes()
                .length;
        NolaForm form = new NolaForm(8, 8, 8, Scaling.RANK, 1, Targets.ALL);
        int nola = Adapter.fresh(base, Network.WORLD_MODEL, form, 1).toBytes().length;
        assertThat(nola).isLessThan(lora / 8);
        assertThat(Adapter.fresh(base, Network.ACTOR, MixtureForm.usual(), 1).toBytes())
                .hasSizeLessThan(200);
    }

    @Test
    void shouldStartWithTheOtherFactorRandomInInitB() {
        LowRankForm form = new LowRankForm(2, 2, Scaling.RANK, Init.B, new Targets(List.of("actor.out")));
        float[] fresh = Adapter.fresh(base, Network.ACTOR, form, 5).parameters();
        int a = 2 * TinyModel.SPEC.hidden();
        assertThat(fresh).hasSize(a + 2 * TinyModel.SPEC.actions());
        assertThat(Arrays.copyOf(fresh, a)).containsOnly(0f);
        assertThat(Arrays.copyOfRange(fresh, a, fresh.length)).doesNotContain(0f);
    }

    @Test
    void shouldDivideAlphaByTheRankOrItsRoot() {
        assertThat(Scaling.RANK.of(8, 4)).isEqualTo(2f);
        assertThat(Scaling.ROOT.of(8, 4)).isEqualTo(4f);
    }

    @Test
    void shouldRefuseTargetsThatAreNotThereOrStandStill() {
        for (String name : List.of("encoder", "novelty", "dynamic", "actor.0")) {
            LowRankForm form = new LowRankForm(2, 2, Scaling.RANK, Init.A, new Targets(List.of("dynamics", name)));
            assertThatThrownBy(() -> Adapter.fresh(base, Network.WORLD_MODEL, form, 1))
                    .isInstanceOf(IllegalModelException.class)
                    .hasMessageContaining("'" + name + "'")
                    .hasMessageContaining("dynamics, observation, reward");
        }
    }

    @Test
    void shouldTargetRecurrenceAndPriorByTheNameOfDynamics() {
        Targets dynamics = new Targets(List.of("dynamics"));
        assertThat(dynamics.include("recurrent.gates.state.weight")).isTrue();
        assertThat(dynamics.include("prior.out.weight")).isTrue();
        assertThat(dynamics.include("reward.out.weight")).isFalse();
        assertThat(new Targets(List.of("rew")).include("reward.out.weight")).isFalse();
    }

    @Test
    void shouldReachEveryEndOfTheSimplexAndKeepTheBaseInItsMiddle() {
        SubUnits units = base.units().orElseThrow();
        float[] start = base.flat(Network.ACTOR);
        double[] mean = new double[start.length];
        for (int m = 0; m < 3; m++) {
            float[] theta = new float[9];
            for (int layer = 0; layer < 3; layer++) {
                theta[3 * layer + m] = 1000;
            }
            Adapter end = new Adapter(Network.ACTOR, new MixtureForm(1), theta);
            float[] merged = base.merge(List.of(end)).flat(Network.ACTOR);
            float[] vertex = units.vertex(m, start);
            for (int i = 0; i < merged.length; i++) {
                double others = 0;
                for (SubUnits.Unit unit : units.units()) {
                    others += (unit.actor()[i] - start[i]) / 3.0;
                }
                double expected = units.units().get(m).actor()[i] - others;
                assertThat((double) merged[i]).isCloseTo(expected, within(1e-6));
                assertThat(merged[i]).isCloseTo(vertex[i], within(1e-6f));
                mean[i] += merged[i] / 3.0;
            }
        }
        for (int i = 0; i < mean.length; i++) {
            assertThat(mean[i]).isCloseTo(start[i], within(1e-6));
        }
    }

    @Test
    void shouldMixLayersApart() {
        float[] theta = new float[9];
        theta[3] = 5; // the second layer
        float[] merged = base.merge(List.of(new Adapter(Network.ACTOR, new MixtureForm(1), theta)))
                .flat(Network.ACTOR);
        for (Entry entry : ParameterLayout.of(TinyModel.SPEC, Network.ACTOR).entries()) {
            int to = entry.offset() + entry.size();
            boolean same = Arrays.equals(merged, entry.offset(), to, base.flat(Network.ACTOR), entry.offset(), to);
            assertThat(same).as(entry.name()).isEqualTo(!entry.name().startsWith("actor.1."));
        }
    }

    @Test
    void shouldRefuseToMixWhereThereIsNothingToMix() {
        ModelWeights plain = base.withUnits(Optional.empty());
        assertThatThrownBy(() -> Adapter.fresh(plain, Network.ACTOR, MixtureForm.usual(), 1))
                .isInstanceOf(IllegalModelException.class)
                .hasMessageContaining("no sub-units")
                .hasMessageContaining("slipstream specialise");
        assertThatThrownBy(() -> Adapter.fresh(base, Network.CRITIC, MixtureForm.usual(), 1))
                .hasMessageContaining("only the actor");
    }

    @Test
    void shouldRefuseNumbersOfAnotherForm() {
        Adapter wrong = new Adapter(Network.ACTOR, TinyModel.LORA, new float[7]);
        assertThatThrownBy(() -> base.merge(List.of(wrong)))
                .isInstanceOf(IllegalModelException.class)
                .hasMessageContaining("has 7 parameters");
    }

    @Test
    void shouldJoinPlainFormsOnly() {
        JointForm joint = new JointForm(List.of(MixtureForm.usual(), TinyModel.LORA));
        assertThatThrownBy(() -> new JointForm(List.of(joint, TinyModel.LORA)))
                .isInstanceOf(IllegalModelException.class);
    }

    private static void assertBitsEqual(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(Float.floatToRawIntBits(actual[i])).isEqualTo(Float.floatToRawIntBits(expected[i]));
        }
    }
}
