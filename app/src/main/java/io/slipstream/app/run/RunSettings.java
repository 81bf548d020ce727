package io.slipstream.app.run;

import io.slipstream.runtime.config.Config;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a run is told.
 *
 * @param config of all services
 * @param dataDir holds the broker's log, the learner's checkpoint and the monitor's state
 * @param embedded whether to start a broker in this process
 * @param brokerPort port of that broker, 0 for a free one
 * @param script how the world changes
 * @param report where the report goes beside the data folder
 */
public record RunSettings(
        Config config, Path dataDir, boolean embedded, int brokerPort, Script script, Optional<Path> report) {}
