/** The live page: what the log says about one fleet, pushed to browsers. Reads the log like any other reader. */
@NullMarked
package io.slipstream.monitor.web;

import org.jspecify.annotations.NullMarked;
