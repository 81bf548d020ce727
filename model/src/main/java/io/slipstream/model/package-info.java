@NullMarked
package io.slipstream.model;

import org.jspecify.annotations.NullMarked;
