package io.slipstream.monitor.decide;

import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.signals.WindowSignals;
import java.util.function.Supplier;

/**
 * Two drift detectors on the stream of blocks: one on the signals of the dynamics (tv, residuals), one on those of the policy
 * (visitation, actions, novelty). A rise of the former is a change of the dynamics, of the latter one of the policy, of both mixed.
 */
public final class DriftIdentifier implements Identifier {
    /** False alarms of ADWIN at one block. */
    private static final double CONFIDENCE = 0.002;
    /** Blocks that ADWIN remembers: some twenty windows of the default size. */
    private static final int CAPACITY = 1_000;
    /** Rise that Page and Hinkley's test lets pass, in units of the stream's range. */
    private static final double SLACK = 0.01;
    /** Sum of rises at which it alarms: a rise by a tenth of the range lasting half a window of the default size. */
    private static final double BOUND = 2;
    /** Blocks that make its mean known. */
    private static final int WARM_UP = 30;

    private final String name;
    private final Supplier<ChangeDetector> detectors;

    private DriftIdentifier(String name, Supplier<ChangeDetector> detectors) {
        this.name = name;
        this.detectors = detectors;
    }

    /** With ADWIN. */
    public static DriftIdentifier adwin() {
        return new DriftIdentifier("adwin", () -> new Adwin(CONFIDENCE, CAPACITY));
    }

    /** With the test of Page and Hinkley. */
    public static DriftIdentifier pageHinkley() {
        return new DriftIdentifier("page-hinkley", () -> new PageHinkley(SLACK, BOUND, WARM_UP));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Session open(Reference reference) {
        return new Watching(reference);
    }

    private final class Watching implements Session {
        private final BlockStream dynamics;
        private final BlockStream policy;
        private final DriftWatch dynamicsWatch = new DriftWatch(detectors.get());
        private final DriftWatch policyWatch = new DriftWatch(detectors.get());

        Watching(Reference reference) {
            dynamics = new BlockStream(reference, SignalFamilies::ofDynamics);
            policy = new BlockStream(reference, SignalFamilies::ofPolicy);
        }

        @Override
        public Finding judge(SignalWindow window) {
            for (WindowSignals block : window.blocks()) {
                if (block.steps() > 0) {
                    dynamicsWatch.add(dynamics.value(block, window.readings().steps()));
                    policyWatch.add(policy.value(block, window.readings().steps()));
                }
            }
            boolean world = dynamicsWatch.endWindow();
            boolean elsewhere = policyWatch.endWindow();
            if (world) {
                return elsewhere ? Finding.MIXED : Finding.DYNAMICS;
            }
            return elsewhere ? Finding.POLICY : Finding.NONE;
        }
    }
}
