/** Typed settings, read once from YAML, environment and flags. No service's own settings. */
@NullMarked
package io.slipstream.runtime.config;

import org.jspecify.annotations.NullMarked;
