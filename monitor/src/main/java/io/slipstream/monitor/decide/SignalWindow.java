package io.slipstream.monitor.decide;

import io.slipstream.monitor.mismatch.Readings;
import io.slipstream.runtime.signals.WindowSignals;
import java.util.List;

/**
 * What an identifier sees of one window.
 *
 * @param readings the window's signals against the reference
 * @param blocks its blocks of correlated steps in the order of time, for identifiers that watch a stream; read only
 */
public record SignalWindow(Readings readings, List<WindowSignals> blocks) {
    /** Takes a copy of the list. */
    public SignalWindow {
        blocks = List.copyOf(blocks);
    }
}
