package io.slipstream.model.adapter;

import io.slipstream.model.IllegalModelException;
import java.util.List;

/**
 * Several forms at once, their changes added up: {@code mixture+lora}.
 *
 * @param parts in the order of their numbers
 */
public record JointForm(List<AdapterForm> parts) implements AdapterForm {
    /** Copies the list. */
    public JointForm {
        parts = List.copyOf(parts);
        if (parts.size() < 2 || parts.stream().anyMatch(JointForm.class::isInstance)) {
            throw new IllegalModelException("a joint adapter joins two or more plain ones");
        }
    }
}
