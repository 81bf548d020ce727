package io.slipstream.app.process;

import io.slipstream.app.Slipstream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a {@code slipstream} process of the same Java, flags and class path as this one, which ends with it. */
public final class JavaCommand {
    private JavaCommand() {}

    /**
     * A command line.
     *
     * @param flags of the JVM, over those of this one; one of {@code -Xmx} replaces what this one says of its heap
     * @param arguments of {@code slipstream}
     */
    public static List<String> of(List<String> flags, List<String> arguments) {
        return of(ManagementFactory.getRuntimeMXBean().getInputArguments(), flags, arguments);
    }

    /** As above, with the flags of this process. */
    static List<String> of(List<String> ours, List<String> flags, List<String> arguments) {
        boolean heap = flags.stream().anyMatch(flag -> flag.startsWith("-Xmx"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ours.stream()
                .filter(flag -> !heap || !(flag.startsWith("-Xmx") || flag.startsWith("-Xms")))
                .forEach(command::add);
        command.addAll(flags);
        // After the flags of this one, which may have a parent itself: the last one counts.
        command.add(ParentWatch.flag());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Slipstream.class.getName()));
        command.addAll(arguments);
        return command;
    }
}
