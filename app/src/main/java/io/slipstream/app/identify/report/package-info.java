/** Lays a graded identification out: tables, JSON, a picture, and every window as CSV. */
@NullMarked
package io.slipstream.app.identify.report;

import org.jspecify.annotations.NullMarked;
