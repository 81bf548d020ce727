package io.slipstream.sim.catalogue;

import java.io.Reader;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Opens YAML with the line of everything in it. */
final class YamlFile {
    private YamlFile() {}

    /** The top of a file; empty when it is no YAML, which is noted. */
    static Section open(Reader in, String file, Problems problems) {
        return new Section(file, "", parse(in, file, problems), 1, problems);
    }

    private static @Nullable Node parse(Reader in, String file, Problems problems) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).compose(in);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            problems.add(new Problem(file, line, "", "is no YAML: " + e.getProblem()));
        } catch (YAMLException e) {
            problems.add(new Problem(file, 1, "", "is no YAML: " + e.getMessage()));
        }
        return null;
    }
}
