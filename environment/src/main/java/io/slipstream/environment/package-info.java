/** What an environment is: spaces as data, episodes as Gymnasium ends them. Knows no Kafka, no tensor library and no domain. */
@NullMarked
package io.slipstream.environment;

import org.jspecify.annotations.NullMarked;
