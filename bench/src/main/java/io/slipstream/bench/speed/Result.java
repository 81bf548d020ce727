package io.slipstream.bench.speed;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A part beside its limit.
 *
 * @param part its name for {@code --only}
 * @param name what was measured
 * @param unit of both rates, a second
 * @param clock that both were measured by
 * @param ours rate of the part
 * @param limitName what it is held against
 * @param limit rate of that
 * @param ratio median over the rounds of ours / limit, each round's two measured one after the other
 */
@JsonPropertyOrder({"part", "name", "unit", "clock", "ours", "limitName", "limit", "ratio"})
record Result(
        String part, String name, String unit, Clock clock, Rate ours, String limitName, Rate limit, double ratio) {}
