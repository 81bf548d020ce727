package io.slipstream.monitor.web;

import io.slipstream.schemas.avro.EpisodeSummary;
import io.vertx.core.json.JsonObject;

/** What the episodes between two reports were like; a report itself knows success, return and time to collision only. */
final class EpisodeTally {
    private long episodes;
    private double score;
    private double comfort;
    private double lowTtc;

    void add(EpisodeSummary episode) {
        episodes++;
        score += episode.getDrivingScore();
        comfort += episode.getComfort();
        lowTtc += episode.getLowTtcShare();
    }

    /** Writes means into a report's message and begins anew; writes nothing when no episode ended. */
    void takeInto(JsonObject message) {
        if (episodes > 0) {
            message.put("score", score / episodes)
                    .put("comfort", comfort / episodes)
                    .put("lowTtc", lowTtc / episodes);
        }
        episodes = 0;
        score = 0;
        comfort = 0;
        lowTtc = 0;
    }
}
