package io.slipstream.app.pretrain;

/**
 * One evaluation during pretraining, sampled actions, fresh episodes.
 *
 * @param update gradient updates so far
 * @param steps environment steps so far
 * @param seconds since the start
 * @param success share of episodes that reached the destination
 * @param timeOuts share that ran out of time
 * @param meanReturn undiscounted
 */
public record CurvePoint(int update, long steps, double seconds, double success, double timeOuts, double meanReturn) {}
