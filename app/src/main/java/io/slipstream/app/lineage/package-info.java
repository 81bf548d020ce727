/** Where a model version comes from: its ancestors, the decisions they answer and the data they were trained on. */
@NullMarked
package io.slipstream.app.lineage;

import org.jspecify.annotations.NullMarked;
