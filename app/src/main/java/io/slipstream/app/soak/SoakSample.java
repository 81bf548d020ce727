package io.slipstream.app.soak;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a process was like at one moment.
 *
 * @param seconds since the watching began
 * @param steps environment steps that the monitor has seen
 * @param updates gradient updates
 * @param version model version that the learner is at
 * @param residentMb memory of the process, 10^6 bytes
 * @param heapMb heap in use, 10^6 bytes
 * @param liveHeapMb heap after a full collection, 10^6 bytes
 * @param nativeArrays arrays of libtorch that Java holds
 * @param threads of the process
 * @param handles open files and sockets
 * @param diskMb the data folder but the topic of weights, which is kept for ever on purpose, 10^6 bytes
 * @param load load average of the machine over a minute
 */
public record SoakSample(
        double seconds,
        double steps,
        double updates,
        double version,
        double residentMb,
        double heapMb,
        double liveHeapMb,
        double nativeArrays,
        double threads,
        double handles,
        double diskMb,
        double load) {
    static final String HEADING =
            "seconds,steps,updates,version,resident_mb,heap_mb,live_heap_mb,native_arrays,threads,handles,disk_mb,load";

    /** A line of the file; nothing where a figure is not known. */
    String line() {
        List<Double> cells = List.of(
                seconds,
                steps,
                updates,
                version,
                residentMb,
                heapMb,
                liveHeapMb,
                nativeArrays,
                threads,
                handles,
                diskMb,
                load);
        return String.join(",", cells.stream().map(SoakSample::cell).toList());
    }

    private static String cell(double value) {
        return Double.isNaN(value)
                ? ""
                : String.format(Locale.ROOT, "%.1f", value).replaceFirst("\\.0$", "");
    }

    /**
     * A line read back.
     *
     * @throws IllegalArgumentException if it is none
     */
    static SoakSample parse(String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != HEADING.split(",").length) {
            throw new IllegalArgumentException("'" + line + "' is no line of " + HEADING);
        }
        double[] values = Arrays.stream(cells)
                .mapToDouble(cell -> cell.isBlank() ? Double.NaN : Double.parseDouble(cell))
                .toArray();
        return new SoakSample(
                values[0],
                values[1],
                values[2],
                values[3],
                values[4],
                values[5],
                values[6],
                values[7],
                values[8],
                values[9],
                values[10],
                values[11]);
    }
}
