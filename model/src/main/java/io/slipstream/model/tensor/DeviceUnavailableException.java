package io.slipstream.model.tensor;

/** A device was asked for that this machine or this build does not have. The message says what to do. */
public final class DeviceUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeviceUnavailableException(String message) {
        super(message);
    }
}
