package io.slipstream.runtime.config;

/**
 * A key and its text as found, and where.
 *
 * @param key dotted key
 * @param text value as written
 * @param source file and line, environment variable or flag
 */
record Entry(String key, String text, String source) {}
