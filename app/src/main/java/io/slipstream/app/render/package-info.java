/** Records one episode and draws it from above: a still picture or an animation. Reads the simulated world, changes nothing in it. */
@NullMarked
package io.slipstream.app.render;

import org.jspecify.annotations.NullMarked;
