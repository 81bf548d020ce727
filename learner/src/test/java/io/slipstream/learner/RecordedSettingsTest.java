package io.slipstream.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.model.tensor.DeviceChoice;
import io.slipstream.runtime.config.Config;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordedSettingsTest {
    @Test
    void shouldComputeOnTheCpuAgainWhateverItWasTrainedOn() {
        Map<String, String> told =
                RecordedSettings.of(Config.defaults().with(LearnerSettings.DEVICE, DeviceChoice.gpu(1)));
        assertThat(told).doesNotContainKey("learner.device").containsEntry("learner.batch", "16");
        assertThat(LearnerSettings.from(RecordedSettings.config(told)).device()).isEqualTo(DeviceChoice.CPU);
    }

    @Test
    void shouldTakeAGpuOnlyWhenToldOrFound() {
        assertThat(LearnerSettings.from(Config.defaults()).device()).isEqualTo(DeviceChoice.AUTO);
        assertThat(LearnerSettings.DEVICE.parse("gpu")).isEqualTo(DeviceChoice.gpu(0));
    }
}
