package io.slipstream.app.run;

import java.util.List;

/** A service of this process has failed while the others ran; its log says why. */
public final class ServiceFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServiceFailedException(List<String> services) {
        super("failed: " + String.join(", ", services)
                + ". The log above says why; what was written stays, the same command goes on from there");
    }
}
