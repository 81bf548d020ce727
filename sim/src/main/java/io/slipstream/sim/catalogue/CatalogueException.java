package io.slipstream.sim.catalogue;

import java.util.List;
import java.util.stream.Collectors;

/** A catalogue file cannot be used. Names all of its mistakes at once. */
public final class CatalogueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    CatalogueException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** The mistakes, from the top of the file down. */
    public List<Problem> problems() {
        return problems;
    }
}
