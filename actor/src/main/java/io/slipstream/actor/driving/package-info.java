/** The driving domain: scenarios by name, shifts as records, labels for grading, and what the live page shows. */
@NullMarked
package io.slipstream.actor.driving;

import org.jspecify.annotations.NullMarked;
