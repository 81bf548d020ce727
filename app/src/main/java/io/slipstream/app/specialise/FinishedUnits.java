package io.slipstream.app.specialise;

import io.slipstream.model.Hashes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Sub-units that are done, one file each beside the model, until all are: what was killed goes on with the first that is missing. A
 * file's name holds a digest of base and settings, so that those of another run are never taken.
 */
final class FinishedUnits {
    private final Path folder;
    private final String digest;

    FinishedUnits(Path folder, String baseSha256, SpecialiseSettings settings) {
        this.folder = folder;
        this.digest = Hashes.sha256((baseSha256 + settings).getBytes(StandardCharsets.UTF_8))
                .substring(0, 12);
    }

    Optional<float[]> find(Domain domain) {
        Path file = file(domain);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            float[] actor = new float[bytes.remaining() / 4];
            bytes.asFloatBuffer().get(actor);
            return Optional.of(actor);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + "; delete it to train that sub-unit again", e);
        }
    }

    void keep(Domain domain, float[] actor) {
        Path temporary = folder.resolve(file(domain).getFileName() + ".tmp");
        ByteBuffer bytes = ByteBuffer.allocate(4 * actor.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(actor);
        try {
            Files.write(temporary, bytes.array());
            Files.move(temporary, file(domain), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + temporary, e);
        }
    }

    void delete(Domain domain) {
        try {
            Files.deleteIfExists(file(domain));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file(domain), e);
        }
    }

    private Path file(Domain domain) {
        return folder.resolve("unit-" + domain.name() + "-" + digest + ".part");
    }
}
