package io.slipstream.bench.speed;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What a round is measured by. Processor time says the same on a machine that others use, too. */
enum Clock {
    /** Processor time of the calling thread: parts that one thread does. */
    THREAD {
        @Override
        long nanos() {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }
    },
    /** Processor time of all threads: clients, broker and garbage collection included. */
    PROCESS {
        @Override
        long nanos() {
            return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
        }
    };

    abstract long nanos();
}
