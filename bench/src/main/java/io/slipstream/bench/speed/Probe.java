package io.slipstream.bench.speed;

import java.util.function.Supplier;

/**
 * A part and the limit it is held against.
 *
 * @param part name for {@code --only}
 * @param name what is measured
 * @param unit of both rates, a second
 * @param clock that both are measured by
 * @param ours makes the part
 * @param limitName what cannot be beaten, or what is compared with
 * @param limit makes that
 */
record Probe(
        String part,
        String name,
        String unit,
        Clock clock,
        Supplier<Work> ours,
        String limitName,
        Supplier<Work> limit) {}
