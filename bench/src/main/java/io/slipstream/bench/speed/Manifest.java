package io.slipstream.bench.speed;

import io.slipstream.learner.publish.Release;
import io.slipstream.learner.publish.VersionPacker;
import io.slipstream.model.StoredModel;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.ModelVersion;
import java.time.Clock;
import java.util.List;

/** The manifest of the shipped model as version 1. */
final class Manifest {
    private Manifest() {}

    static ModelVersion of(StoredModel model) {
        Reference reference = Reference.fromJson(model.referenceJson());
        return new VersionPacker(Driving.FLEET, Clock.systemUTC())
                .pack(new Release(
                        1,
                        null,
                        null,
                        Component.NONE,
                        model.base(),
                        model.adapters(),
                        reference.toAvro(model.base().spec().latentGroups()),
                        List.of(),
                        Driving.SEED,
                        0,
                        0))
                .manifest();
    }
}
