package io.slipstream.app.replay;

/**
 * A field that is not what the log says.
 *
 * @param field its path in the record
 * @param recorded what the log says
 * @param recomputed what came out now
 */
public record Difference(String field, String recorded, String recomputed) {
    @Override
    public String toString() {
        return field + ": the log says " + recorded + ", recomputed " + recomputed;
    }
}
