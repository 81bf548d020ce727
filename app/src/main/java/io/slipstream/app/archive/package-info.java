/** A log in files: Avro container files of records as they came, and an index of what they hold. Needs no broker. */
@NullMarked
package io.slipstream.app.archive;

import org.jspecify.annotations.NullMarked;
