package io.slipstream.app.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/** What a file system refused, in words that say what to do. */
final class FileTrouble {
    private FileTrouble() {}

    /** What a failure comes from, when that is a file system. */
    static Optional<IOException> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileSystemException || (cause instanceof IOException && full(cause))) {
                return Optional.of((IOException) cause);
            }
        }
        return Optional.empty();
    }

    /** What was refused, and what to do about it. */
    static String advice(IOException trouble) {
        if (full(trouble)) {
            return "the disk is full; make room on it, or name a folder on another one, and start again";
        }
        String where = trouble instanceof FileSystemException file ? file.getFile() + " " : "";
        if (trouble instanceof AccessDeniedException) {
            return where + "may not be touched by this user; change its permissions, or name another folder";
        }
        if (trouble instanceof NoSuchFileException) {
            return where + "does not exist; look for a mistake in the path";
        }
        if (trouble instanceof FileAlreadyExistsException
                || trouble instanceof NotDirectoryException
                || says(trouble, "Not a directory")) {
            return where + "is no folder, or lies below a file; name another folder";
        }
        if (says(trouble, "Read-only file system")) {
            return where + "lies on a file system that can only be read; name another folder";
        }
        return trouble.getClass().getSimpleName() + ": " + trouble.getMessage()
                + "; name another folder, or mend this one";
    }

    private static boolean full(Throwable trouble) {
        return says(trouble, "No space left on device") || says(trouble, "Disk quota exceeded");
    }

    private static boolean says(Throwable trouble, String words) {
        return String.valueOf(trouble.getMessage()).contains(words);
    }
}
