/** Reads a run back from its topics and keeps the books: what was lost, decided, published and driven, and when. */
@NullMarked
package io.slipstream.app.audit;

import org.jspecify.annotations.NullMarked;
