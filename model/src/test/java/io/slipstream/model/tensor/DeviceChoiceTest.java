package io.slipstream.model.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceChoiceTest {
    private static final Gpus TWO = new Gpus(2, true);

    @ParameterizedTest
    @CsvSource({"auto,auto", "cpu,cpu", "gpu,gpu:0", "gpu:0,gpu:0", "gpu:12,gpu:12"})
    void shouldReadWhatItWrites(String text, String written) {
        DeviceChoice choice = DeviceChoice.parse(text);
        assertThat(choice.text()).isEqualTo(written);
        assertThat(DeviceChoice.parse(choice.text())).isEqualTo(choice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GPU", "cuda", "gpu0", "gpu:", "gpu:-1", "gpu:1000", "cpu:0"})
    void shouldRefuseAnythingElse(String text) {
        assertThatThrownBy(() -> DeviceChoice.parse(text)).hasMessageContaining("auto, cpu, gpu or gpu:N");
    }

    @Test
    void shouldTakeTheGpuThatIsAskedFor() {
        assertThat(DeviceChoice.gpu(1).device(TWO)).isEqualTo(Device.gpu(1));
        assertThat(DeviceChoice.AUTO.device(TWO)).isEqualTo(Device.gpu(0));
        assertThat(DeviceChoice.CPU.device(TWO)).isEqualTo(Device.cpu());
    }

    @Test
    void shouldFallBackToTheCpuOnlyWhereNothingWasAskedFor() {
        assertThat(DeviceChoice.AUTO.device(Gpus.NONE)).isEqualTo(Device.cpu());
        assertThat(DeviceChoice.AUTO.device(new Gpus(1, false))).isEqualTo(Device.cpu());
        assertThat(DeviceChoice.CPU.device(Gpus.NONE)).isEqualTo(Device.cpu());
        assertThatThrownBy(() -> DeviceChoice.gpu(0).device(Gpus.NONE))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessageContaining("CUDA finds no GPU here");
    }

    @Test
    void shouldSayWhetherTheBuildOrTheNumberIsWrong() {
        assertThatThrownBy(() -> DeviceChoice.gpu(0).device(new Gpus(1, false)))
                .hasMessageContaining("the CPU's libtorch; build with -Pcuda");
        assertThatThrownBy(() -> DeviceChoice.gpu(2).device(TWO)).hasMessageContaining("gpu:0 to gpu:1");
    }

    @Test
    void shouldNameTheSettingWhereThereIsNoGpu() {
        assumeThat(Gpus.here().usable()).isFalse();
        assertThatThrownBy(() -> DeviceChoice.gpu(3).require("learner.device"))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessageStartingWith("learner.device is gpu:3, but ");
        assertThat(DeviceChoice.AUTO.require("learner.device")).isEqualTo(DeviceChoice.CPU.require("learner.device"));
    }

    /** What the engine chooses by itself, which is looked for only once, is what the choice says. */
    @Test
    void shouldMeanByAutoWhatTheEngineDoes() {
        assertThat(DeviceChoice.AUTO.device()).isEqualTo(DeviceChoice.AUTO.device(Gpus.here()));
    }

    @Test
    void shouldComputeOnTheCpuWhenToldTo() {
        try (Ops ops = new Ops(DeviceChoice.CPU)) {
            assertThat(ops.zeros(2).getDevice()).isEqualTo(Device.cpu());
        }
    }
}
