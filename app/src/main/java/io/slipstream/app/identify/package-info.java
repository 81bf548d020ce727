/** Drives a model through a bank of shifts and lets every identifier judge the same windows. Knows no label. No Kafka. */
@NullMarked
package io.slipstream.app.identify;

import org.jspecify.annotations.NullMarked;
