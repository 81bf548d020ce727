/** What the product is made of that others wrote: which versions, under which licences, and no class of them twice. */
@NullMarked
package io.slipstream.app.dependencies;

import org.jspecify.annotations.NullMarked;
