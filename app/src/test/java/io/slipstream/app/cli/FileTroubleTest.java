package io.slipstream.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

/** Disks that are full and folders that only others may write cannot be had everywhere: what the file system says of them is made here. */
class FileTroubleTest {
    @Test
    void shouldSayThatTheDiskIsFull() {
        assertThat(advice(new IOException("No space left on device"))).contains("the disk is full; make room");
        assertThat(advice(new FileSystemException("/data/x", null, "No space left on device")))
                .contains("the disk is full");
    }

    @Test
    void shouldNameWhatMayNotBeTouched() {
        assertThat(advice(new AccessDeniedException("/data"))).contains("/data may not be touched", "permissions");
        assertThat(advice(new FileSystemException("/data", null, "Read-only file system")))
                .contains("/data lies on a file system that can only be read");
        assertThat(advice(new NoSuchFileException("/data/mdoel"))).contains("/data/mdoel does not exist");
    }

    @Test
    void shouldFindTheFileSystemBehindOtherFailuresOnly() {
        assertThat(FileTrouble.in(new IllegalStateException(new AccessDeniedException("/data"))))
                .isPresent();
        assertThat(FileTrouble.in(new UncheckedIOException(new IOException("connection reset"))))
                .isEmpty();
    }

    private static String advice(IOException trouble) {
        return FileTrouble.advice(FileTrouble.in(new UncheckedIOException("cannot write", trouble))
                .orElseThrow());
    }
}
