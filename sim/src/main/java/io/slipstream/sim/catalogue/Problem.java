package io.slipstream.sim.catalogue;

/**
 * A mistake in a catalogue file.
 *
 * @param file where
 * @param line from 1
 * @param key path of keys from the top of the file, dotted
 * @param message what is wrong and what would be right
 */
public record Problem(String file, int line, String key, String message) {
    /** As editors understand it: file:line: key: message. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
