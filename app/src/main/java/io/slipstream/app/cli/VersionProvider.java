package io.slipstream.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** Says which version of Slipstream this is and what it runs on. */
public final class VersionProvider implements IVersionProvider {
    private static final String RESOURCE = "/io/slipstream/app/version.properties";

    @Override
    public String[] getVersion() {
        return new String[] {
            "slipstream " + version(),
            "Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")"
        };
    }

    /** The build's version, e.g. {@code 0.1.0}. */
    public static String version() {
        try (@Nullable InputStream in = VersionProvider.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                return "unknown";
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            return "unknown (" + e.getMessage() + ")";
        }
    }
}
