package io.slipstream.sim.catalogue;

import io.slipstream.sim.shift.LabelSettings;
import io.slipstream.sim.shift.Schedule;
import io.slipstream.sim.shift.Shift;
import io.slipstream.sim.task.Task;
import io.slipstream.sim.task.Tasks;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads files one after the other and then makes one catalogue of them, so that a name means what the last file made of it. */
final class CatalogueReader {
    private static final List<String> SHIPPED = List.of("tasks.yaml", "shifts.yaml", "schedules.yaml", "labels.yaml");

    private final Problems problems = new Problems();
    private final List<Section> files = new ArrayList<>();
    private final List<Section> own = new ArrayList<>();

    CatalogueReader readShipped() {
        for (String name : SHIPPED) {
            try (InputStream in = Objects.requireNonNull(
                            CatalogueReader.class.getResourceAsStream(name), name + " is missing in the jar");
                    Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                read(text, name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return this;
    }

    /** A user's file: what it names is also what it adds. */
    void read(Path file) throws IOException {
        try (Reader text = Files.newBufferedReader(file)) {
            read(text, file.toString());
            own.add(files.get(files.size() - 1));
        }
    }

    CatalogueReader read(Reader text, String name) {
        files.add(YamlFile.open(text, name, problems));
        return this;
    }

    Catalogue build() {
        Map<String, Task> tasks = new LinkedHashMap<>();
        Tasks.ids().forEach(id -> tasks.put(id, Tasks.byId(id)));
        TaskReader taskReader = new TaskReader();
        files.forEach(file -> taskReader.read(file.section("tasks"), tasks));

        Map<String, Shift> shifts = new LinkedHashMap<>();
        ShiftReader shiftReader = new ShiftReader(tasks);
        files.forEach(file -> shiftReader.read(file.section("shifts"), shifts));

        Map<String, Schedule> schedules = new LinkedHashMap<>();
        ScheduleReader scheduleReader = new ScheduleReader(tasks, shifts);
        files.forEach(file -> scheduleReader.read(file.section("schedules"), schedules));

        LabelReader labelReader = new LabelReader();
        LabelSettings labels = labelReader.blank();
        for (Section file : files) {
            labels = labelReader.read(file.section("labels"), labels);
            file.rejectUnread();
        }
        problems.throwIfAny();
        return new Catalogue(tasks, shifts, schedules, labels, named("shifts"), named("schedules"));
    }

    private Set<String> named(String section) {
        Set<String> names = new LinkedHashSet<>();
        own.forEach(file -> names.addAll(file.section(section).keys()));
        return names;
    }
}
