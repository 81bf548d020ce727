/** The live page in a real browser, driven over its DevTools protocol. */
@NullMarked
package io.slipstream.app.browser;

import org.jspecify.annotations.NullMarked;
