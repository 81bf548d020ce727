package io.slipstream.sim.task;

/** A geometry that tasks are made of by giving its parameters. */
@FunctionalInterface
public interface TaskKind {
    /**
     * A task of this kind.
     *
     * @param id its name
     * @throws IllegalArgumentException when the parameters do not go together
     */
    Task make(String id, TaskParameters parameters);
}
