package io.slipstream.app.cli;

import java.nio.file.Path;

/** Where the model that comes with Slipstream lies. */
final class ShippedModel {
    private ShippedModel() {}

    /** {@code models/rtm03-small} in the checkout that the launcher started from. */
    static Path folder() {
        return Path.of(System.getProperty("slipstream.home", "."))
                .resolve("models")
                .resolve("rtm03-small");
    }
}
