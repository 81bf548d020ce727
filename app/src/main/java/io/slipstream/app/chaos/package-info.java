/** Kills, stops, cuts off and fills up the processes of a whole deployment, and then asks its log whether anything was lost, doubled or made up. */
@NullMarked
package io.slipstream.app.chaos;

import org.jspecify.annotations.NullMarked;
