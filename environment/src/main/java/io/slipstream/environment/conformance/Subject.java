package io.slipstream.environment.conformance;

import io.slipstream.environment.Conditions;
import io.slipstream.environment.Environment;
import java.util.function.IntFunction;

/**
 * An environment to check.
 *
 * @param name for the report
 * @param maker makes that many environments, always in the same state; the suite closes them
 * @param other conditions that differ from those it begins with
 * @param repeats whether a seed determines everything; environments with a physical side cannot promise it
 */
public record Subject(String name, IntFunction<Environment> maker, Conditions other, boolean repeats) {}
