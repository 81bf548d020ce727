package io.slipstream.learner.publish;

import io.slipstream.schemas.avro.ModelVersion;

/** Takes finished versions to those who drive. */
@FunctionalInterface
public interface VersionSink {
    /**
     * Publishes a version; readers see all of it or nothing.
     *
     * @return the manifest as published
     */
    ModelVersion publish(Release release);

    /** The newest number that the fleet has, whoever published it; 0 where nobody else can: numbers go on above it. */
    default int newest() {
        return 0;
    }
}
