package io.slipstream.runtime.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that a service writes into, looked at before anything begins: it would else fail after hours, at its first write. */
public final class WorkFolder {
    private WorkFolder() {}

    /**
     * Makes a folder where there is none, and writes and removes an empty file in it.
     *
     * @param setting key of the setting that names the folder
     * @throws UncheckedIOException if nothing can be written there
     */
    public static void require(Path folder, String setting) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "writable", null));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into " + folder + ", which " + setting + " names", e);
        }
    }
}
