/** Looking at topics: records as people or machines can read them, followed as they come. */
@NullMarked
package io.slipstream.app.topics;

import org.jspecify.annotations.NullMarked;
