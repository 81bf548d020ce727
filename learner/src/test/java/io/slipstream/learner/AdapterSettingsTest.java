package io.slipstream.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.learner.train.UpdateForms;
import io.slipstream.model.Network;
import io.slipstream.model.adapter.AdapterForm;
import io.slipstream.model.adapter.Init;
import io.slipstream.model.adapter.JointForm;
import io.slipstream.model.adapter.LowRankForm;
import io.slipstream.model.adapter.MixtureForm;
import io.slipstream.model.adapter.NolaForm;
import io.slipstream.model.adapter.Scaling;
import io.slipstream.model.adapter.Targets;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.ConfigLoader;
import io.slipstream.runtime.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdapterSettingsTest {
    @Test
    void shouldAddLoraUnlessToldOtherwiseAndLeaveTheRecurrenceAlone() {
        AdapterForm actor = LowRankForm.ofRank(32);
        Targets seenByNobodyWhoActs =
                new Targets(List.of("prior", "observation", "reward", "continue", "outlook", "reference"));
        AdapterForm worldModel = new LowRankForm(8, 8, Scaling.RANK, Init.A, seenByNobodyWhoActs);
        assertThat(forms(Map.of()))
                .isEqualTo(UpdateForms.whole()
                        .with(Network.WORLD_MODEL, worldModel)
                        .with(Network.ACTOR, actor));
        assertThat(seenByNobodyWhoActs.include("recurrent.gates.input.weight")).isFalse();
        assertThat(seenByNobodyWhoActs.include("reference.traffic.0.weight")).isTrue();
    }

    @Test
    void shouldScaleByTheRankUnlessToldOtherwise() {
        assertThat(forms(Map.of("learner.policy.rank", "16", "learner.policy.form", "lora"))
                        .of(Network.ACTOR))
                .contains(LowRankForm.ofRank(16));
        LowRankForm form = new LowRankForm(16, 4, Scaling.ROOT, Init.B, Targets.ALL);
        assertThat(forms(Map.of(
                                "learner.policy.form", "lora",
                                "learner.policy.rank", "16",
                                "learner.alpha", "4",
                                "learner.scaling", "root",
                                "learner.lora.init", "b"))
                        .of(Network.ACTOR))
                .contains(form);
    }

    @Test
    void shouldGiveEveryPartItsFormAndTrainTheCriticWhole() {
        UpdateForms forms = forms(Map.of(
                "learner.world-model.form", "nola",
                "learner.world-model.targets", "dynamics,reward",
                "learner.nola.bases", "32",
                "learner.policy.form", "mixture-lora",
                "learner.policy.rank", "8",
                "learner.policy.targets", "actor.out"));
        LowRankForm out = new LowRankForm(8, 8, Scaling.RANK, Init.A, new Targets(List.of("actor.out")));
        assertThat(forms.of(Network.WORLD_MODEL))
                .contains(new NolaForm(8, 32, 8, Scaling.RANK, 1, new Targets(List.of("dynamics", "reward"))));
        assertThat(forms.of(Network.ACTOR)).contains(new JointForm(List.of(MixtureForm.usual(), out)));
        assertThat(forms.whole(Network.CRITIC)).isTrue();
    }

    @Test
    void shouldNameTheFormsThereAre() {
        assertThatThrownBy(() -> forms(Map.of("learner.policy.form", "dora")))
                .hasMessageContaining("lora, nola, mixture, mixture-lora");
    }

    private static UpdateForms forms(Map<String, String> values) {
        List<Setting<?>> known = new ArrayList<>(CommonSettings.all());
        known.addAll(LearnerSettings.all());
        return LearnerSettings.from(new ConfigLoader(known).flags(values).load())
                .training()
                .forms();
    }
}
