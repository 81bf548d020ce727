package io.slipstream.app.study;

/**
 * One evaluation on the way, sampled actions, fresh episodes.
 *
 * @param steps online steps so far
 * @param updates gradient updates so far
 * @param coreSeconds spent on updates so far
 * @param success share of episodes that reached the destination
 * @param ttc mean time to collision in s
 */
public record CurvePoint(long steps, int updates, double coreSeconds, double success, double ttc) {}
