package io.slipstream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.model.adapter.LowRankForm;
import io.slipstream.model.layout.AdapterLayout;
import io.slipstream.model.layout.LowRankLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {
    private static final ModelSpec SPEC =
            ModelSpec.preset("tiny", 8, 3, List.of(FeatureGroup.of("ego", 0, 2, FeatureGroup.Role.BODY)));

    @TempDir
    Path folder;

    private final ModelWeights base = ModelWeights.initial(SPEC, 1);
    private final Adapter adapter = Adapter.fresh(base, Network.ACTOR, LowRankForm.ofRank(2), 3);

    @Test
    void shouldReadBackWhatItWrote() {
        ModelFolder.write(folder, new StoredModel(7, base, List.of(adapter), "{\"a\":1}", Map.of("seed", "1")));
        StoredModel read = ModelFolder.read(folder);
        assertThat(read.version()).isEqualTo(7);
        assertThat(read.base().spec()).isEqualTo(SPEC);
        assertThat(read.base().sha256()).isEqualTo(base.sha256());
        assertThat(read.adapters().get(0).parameters()).isEqualTo(adapter.parameters());
        assertThat(read.referenceJson()).isEqualTo("{\"a\":1}");
        assertThat(read.provenance()).containsEntry("seed", "1");
    }

    @Test
    void shouldKeepSubUnitsInAFileOfTheirOwn() throws IOException {
        ModelWeights mixed = TinyModel.base();
        ModelFolder.write(folder, new StoredModel(1, mixed, List.of(), "{}", Map.of()));
        byte[] baseAlone = mixed.withUnits(Optional.empty()).toSafetensors();
        assertThat(Files.readAllBytes(folder.resolve("base.safetensors"))).isEqualTo(baseAlone);
        SubUnits read = ModelFolder.read(folder).base().units().orElseThrow();
        assertThat(read.toSafetensors()).isEqualTo(mixed.units().orElseThrow().toSafetensors());
        assertThat(read.units()).extracting(SubUnits.Unit::name).containsExactly("u0", "u1", "u2");

        Path file = folder.resolve("units.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> ModelFolder.read(folder)).hasMessageContaining("units.safetensors");
    }

    @Test
    void shouldCarrySubUnitsOnTheWireWithTheBase() {
        ModelWeights mixed = TinyModel.base();
        ModelWeights read = ModelWeights.fromSafetensors(TinyModel.SPEC, mixed.toSafetensors());
        assertThat(read.sha256()).isEqualTo(mixed.sha256());
        assertThat(read.units()).isPresent();
        assertThat(read.with(Network.ACTOR, new float[read.flat(Network.ACTOR).length])
                        .units())
                .isEmpty();
        assertThat(read.merge(List.of()).units()).isEmpty();
    }

    @Test
    void shouldRefuseAFolderOfAnEarlierFormatAndSayWhatToDo() throws IOException {
        ModelFolder.write(folder, new StoredModel(1, base, List.of(), "{}", Map.of()));
        Path manifest = folder.resolve("manifest.json");
        for (int earlier : List.of(1, 2, 3)) {
            Files.writeString(
                    manifest, Files.readString(manifest).replaceFirst("(\"format\"\\s*:\\s*)\\d+", "$1" + earlier));

            assertThatThrownBy(() -> ModelFolder.read(folder))
                    .isInstanceOf(IllegalModelException.class)
                    .hasMessageContaining("has format " + earlier)
                    .hasMessageContaining("reads format 4")
                    .hasMessageContaining("slipstream pretrain");
        }
    }

    @Test
    void shouldNameTheFileWhoseHashIsWrong() throws IOException {
        ModelFolder.write(folder, new StoredModel(1, base, List.of(), "{}", Map.of()));
        Path file = folder.resolve("base.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> ModelFolder.read(folder))
                .isInstanceOf(IllegalModelException.class)
                .hasMessageContaining("base.safetensors")
                .hasMessageContaining("copy the model folder again");
    }

    @Test
    void shouldSayHowToMakeAModelWhenThereIsNone() {
        assertThatThrownBy(() -> ModelFolder.read(folder.resolve("nowhere")))
                .isInstanceOf(IllegalModelException.class)
                .hasMessageContaining("slipstream pretrain");
    }

    @Test
    void shouldAddTheProductOfTheAdapterWhenMerging() {
        float[] parameters = adapter.parameters().clone();
        LowRankLayout layout = (LowRankLayout) AdapterLayout.of(base, Network.ACTOR, adapter.form());
        LowRankLayout.Target target = layout.targets().get(0);
        parameters[target.offsetB()] = 0.5f; // B[0][0]
        float[] merged = base.merge(List.of(new Adapter(Network.ACTOR, adapter.form(), parameters)))
                .flat(Network.ACTOR);
        int first = target.matrix().offset();
        for (int in = 0; in < target.matrix().columns(); in++) {
            float expected = base.flat(Network.ACTOR)[first + in] + 0.5f * parameters[target.offsetA() + in];
            assertThat(merged[first + in]).isEqualTo(expected);
        }
        assertThat(base.merge(List.of(adapter)).sha256()).isEqualTo(base.sha256());
    }

    @Test
    void shouldRefuseDamagedAdapters() {
        byte[] bytes = adapter.toBytes();
        assertThatThrownBy(() -> Adapter.fromBytes(java.util.Arrays.copyOf(bytes, bytes.length - 3)))
                .isInstanceOf(IllegalModelException.class);
        bytes[bytes.length - 1] = (byte) 0x7f;
        bytes[bytes.length - 2] = (byte) 0xff;
        assertThatThrownBy(() -> Adapter.fromBytes(bytes)).hasMessageContaining("not finite");
    }

    @Test
    void shouldRefuseBytesThatAreNoSafetensors() {
        assertThatThrownBy(() -> ModelWeights.fromSafetensors(SPEC, new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalModelException.class);
        assertThatThrownBy(() -> ModelWeights.fromSafetensors(SPEC, new byte[64]))
                .isInstanceOf(IllegalModelException.class);
    }
}
