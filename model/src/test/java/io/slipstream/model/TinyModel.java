package io.slipstream.model;

import io.slipstream.model.adapter.AdapterForm;
import io.slipstream.model.adapter.Init;
import io.slipstream.model.adapter.JointForm;
import io.slipstream.model.adapter.LowRankForm;
import io.slipstream.model.adapter.MixtureForm;
import io.slipstream.model.adapter.NolaForm;
import io.slipstream.model.adapter.Scaling;
import io.slipstream.model.adapter.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** A tiny base with three sub-units, and every form of update that its actor can take. */
public final class TinyModel {
    public static final ModelSpec SPEC = ModelSpec.preset(
            "tiny",
            8,
            3,
            List.of(
                    FeatureGroup.of("ego", 0, 2, FeatureGroup.Role.BODY),
                    FeatureGroup.of("rest", 2, 8, FeatureGroup.Role.SCENE)));

    public static final LowRankForm LORA = LowRankForm.ofRank(2);
    public static final NolaForm NOLA = new NolaForm(2, 8, 2, Scaling.RANK, 77, Targets.ALL);

    private TinyModel() {}

    public static ModelWeights base() {
        ModelWeights plain = ModelWeights.initial(SPEC, 1);
        List<SubUnits.Unit> units = new ArrayList<>();
        for (int m = 0; m < 3; m++) {
            units.add(new SubUnits.Unit("u" + m, moved(plain.flat(Network.ACTOR), 100 + m, 0.1f)));
        }
        return plain.withUnits(Optional.of(new SubUnits(units)));
    }

    /** Those of low rank, which every network can take. */
    public static Stream<AdapterForm> lowRankForms() {
        return Stream.of(
                LORA,
                new LowRankForm(3, 5, Scaling.RANK, Init.B, Targets.ALL),
                new LowRankForm(4, 4, Scaling.ROOT, Init.A, Targets.ALL),
                NOLA);
    }

    public static Stream<AdapterForm> actorForms() {
        MixtureForm mixture = new MixtureForm(2);
        return Stream.concat(
                lowRankForms(),
                Stream.of(
                        mixture,
                        new JointForm(List.of(mixture, LORA)),
                        new LowRankForm(2, 2, Scaling.RANK, Init.A, new Targets(List.of("actor.1", "actor.out")))));
    }

    /** The same adapter with other numbers. */
    public static Adapter moved(Adapter adapter, long seed) {
        return new Adapter(adapter.network(), adapter.form(), moved(adapter.parameters(), seed, 0.3f));
    }

    private static float[] moved(float[] values, long seed, float deviation) {
        float[] moved = values.clone();
        Random random = new Random(seed);
        for (int i = 0; i < moved.length; i++) {
            moved[i] += deviation * (float) random.nextGaussian();
        }
        return moved;
    }
}
