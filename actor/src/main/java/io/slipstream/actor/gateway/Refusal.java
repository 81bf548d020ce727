package io.slipstream.actor.gateway;

/** A client that cannot go on, with the reason that it is told. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final Incident incident;

    Refusal(Incident incident, String reason) {
        super(reason);
        this.incident = incident;
    }

    Incident incident() {
        return incident;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
