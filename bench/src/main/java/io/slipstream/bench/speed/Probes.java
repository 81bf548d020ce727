package io.slipstream.bench.speed;

import io.slipstream.learner.AdapterSettings;
import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.learner.replay.SamplerRandom;
import io.slipstream.learner.train.LearningRates;
import io.slipstream.learner.train.Trainer;
import io.slipstream.learner.train.TrainingSettings;
import io.slipstream.learner.train.UpdateForms;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.adapter.Init;
import io.slipstream.model.adapter.LowRankForm;
import io.slipstream.model.adapter.Scaling;
import io.slipstream.model.adapter.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Every part that is measured, with its limit. */
final class Probes {
    private static final String STEPS = "env-steps";
    private static final String UPDATES = "updates";
    private static final String COPY = "copying its bytes";
    private static final String PRODUCTS = "its matrix products alone";
    private static final int POLICY_RANK = 32;
    private static final UpdateForms LOW_RANK_POLICY =
            UpdateForms.whole().with(Network.ACTOR, LowRankForm.ofRank(POLICY_RANK));
    private static final int RANK = 8;

    private final Driving driving;
    private final NetworkProducts products;
    private final Supplier<BrokerWork> broker;
    private final BenchFolder folder;

    /**
     * @param broker makes, when first asked, ways to a broker whose topic of transitions holds all segments
     */
    Probes(Driving driving, Supplier<BrokerWork> broker, BenchFolder folder) {
        this.driving = driving;
        this.broker = broker;
        this.folder = folder;
        products = new NetworkProducts(driving.model().base().spec());
    }

    List<Probe> all() {
        List<Probe> all = new ArrayList<>();
        all.addAll(actor());
        all.addAll(wire());
        all.addAll(learner());
        all.addAll(monitor());
        return all;
    }

    private List<Probe> actor() {
        ModelWeights merged = driving.model().merged();
        int many = Driving.ENVIRONMENTS;
        double row = 4.0 * driving.model().base().spec().observationSize();
        return List.of(
                new Probe(
                        "simulator",
                        "simulator",
                        STEPS,
                        Clock.THREAD,
                        SimulatorWork::new,
                        "copying its observations",
                        copy(row)),
                acting(many),
                acting(8),
                acting(1),
                throughTensors(many),
                throughTensors(8),
                throughTensors(1),
                new Probe(
                        "actor",
                        "actor without broker",
                        STEPS,
                        Clock.THREAD,
                        () -> new ActorWork(driving),
                        "acting alone",
                        () -> ActingWork.jvm(driving, many)),
                new Probe(
                        "swap",
                        "swap of a version",
                        "swaps",
                        Clock.THREAD,
                        () -> new SwapWork(merged),
                        "copying its weights",
                        copy(4.0 * driving.model().base().parameters())));
    }

    private Probe acting(int environments) {
        return new Probe(
                "acting",
                "acting, " + counted(environments),
                STEPS,
                Clock.THREAD,
                () -> ActingWork.jvm(driving, environments),
                PRODUCTS,
                () -> new MatrixProducts(products.acting(environments), environments));
    }

    private static String counted(int environments) {
        return environments == 1 ? "1 environment" : environments + " environments";
    }

    /** The peer: the same networks, one call into libtorch for every operation. */
    private Probe throughTensors(int environments) {
        return new Probe(
                "acting",
                "acting against libtorch, " + counted(environments),
                STEPS,
                Clock.THREAD,
                () -> ActingWork.jvm(driving, environments),
                "the same through libtorch",
                () -> ActingWork.tensors(driving, environments));
    }

    private List<Probe> wire() {
        return List.of(
                new Probe("encode", "encode", STEPS, Clock.THREAD, encode(), COPY, copy(driving.bytesPerStep())),
                new Probe(
                        "decode",
                        "decode and check",
                        STEPS,
                        Clock.THREAD,
                        decode(),
                        COPY,
                        copy(driving.bytesPerStep())),
                new Probe(
                        "publish",
                        "publish",
                        STEPS,
                        Clock.PROCESS,
                        () -> broker.get().publish(),
                        "Kafka's producer, same bytes",
                        () -> broker.get().produce()),
                new Probe(
                        "ingest",
                        "ingest to replay window",
                        STEPS,
                        Clock.PROCESS,
                        () -> broker.get().ingest(),
                        "Kafka's consumer, same bytes",
                        () -> broker.get().consume()),
                new Probe(
                        "kafka",
                        "Kafka's producer",
                        STEPS,
                        Clock.PROCESS,
                        () -> broker.get().produce(),
                        "raw loopback socket",
                        () -> new LoopbackSocket(driving.records().get(0).length, Driving.LENGTH)));
    }

    private Supplier<Work> encode() {
        return () -> new CodecWork(driving)::encode;
    }

    private Supplier<Work> decode() {
        return () -> new CodecWork(driving)::decode;
    }

    private static Supplier<Work> copy(double bytesPerUnit) {
        return () -> new MemoryCopy(bytesPerUnit);
    }

    private List<Probe> learner() {
        int batch = UpdateWork.BATCH;
        int length = UpdateWork.LENGTH;
        TrainingSettings whole = TrainingSettings.pretraining();
        TrainingSettings low = TrainingSettings.lowRank(RANK, new LearningRates(1e-3f, 3e-4f, 3e-4f));
        Supplier<Work> worldModel = () -> new UpdateWork(driving, whole, Trainer::updateWorldModel);
        Supplier<Work> imagination = () -> new UpdateWork(driving, whole, Trainer::updatePolicy);
        return List.of(
                new Probe(
                        "batch",
                        "batch assembly, 16 x 64",
                        UPDATES,
                        Clock.THREAD,
                        this::batches,
                        "copying its bytes",
                        copy(batchBytes())),
                new Probe(
                        "batch",
                        "batch assembly, 16 x 64",
                        UPDATES,
                        Clock.THREAD,
                        this::batches,
                        "the update it is for",
                        worldModel),
                new Probe(
                        "world-model",
                        "world-model update, 16 x 64",
                        UPDATES,
                        Clock.THREAD,
                        worldModel,
                        PRODUCTS,
                        () -> new MatrixProducts(products.worldModel(batch, length), 1)),
                new Probe(
                        "imagination",
                        "imagination update, " + whole.dream().states() + " x "
                                + whole.dream().horizon(),
                        UPDATES,
                        Clock.THREAD,
                        imagination,
                        PRODUCTS,
                        () -> new MatrixProducts(
                                products.imagination(
                                        whole.dream().states(), whole.dream().horizon()),
                                1)),
                new Probe(
                        "low-rank",
                        "low-rank world-model update, rank " + RANK,
                        UPDATES,
                        Clock.THREAD,
                        () -> new UpdateWork(driving, low, Trainer::updateWorldModel),
                        "the full update",
                        worldModel),
                new Probe(
                        "low-rank",
                        "low-rank world-model update as in the live learner, rank " + RANK,
                        UPDATES,
                        Clock.THREAD,
                        () -> new UpdateWork(driving, live(), Trainer::updateWorldModel),
                        "the full update",
                        worldModel),
                new Probe(
                        "imitation",
                        "imitating update, rank " + POLICY_RANK,
                        UPDATES,
                        Clock.THREAD,
                        imitation(LOW_RANK_POLICY),
                        "the same of all weights",
                        imitation(UpdateForms.whole())));
    }

    /** Heads alone move, as the settings say unless they are changed: nothing is differentiated back through time. */
    private static TrainingSettings live() {
        Targets heads = new Targets(AdapterSettings.WORLD_MODEL_TARGETS.defaultValue());
        LowRankForm form = new LowRankForm(RANK, RANK, Scaling.RANK, Init.A, heads);
        return TrainingSettings.finetuning(
                UpdateForms.whole().with(Network.WORLD_MODEL, form), new LearningRates(1e-3f, 3e-4f, 3e-4f));
    }

    private Supplier<Work> imitation(UpdateForms forms) {
        TrainingSettings settings = TrainingSettings.finetuning(forms, new LearningRates(1e-3f, 1e-3f, 1e-3f));
        return () -> new ImitationWork(driving, settings);
    }

    private double batchBytes() {
        int steps = UpdateWork.BATCH * UpdateWork.LENGTH;
        return steps * (4.0 * driving.model().base().spec().observationSize() + 9);
    }

    private Work batches() {
        ReplayWindow window = UpdateWork.window(driving);
        SamplerRandom random = new SamplerRandom(Driving.SEED);
        return () -> window.sample(UpdateWork.BATCH, UpdateWork.LENGTH, random).batch() / (double) UpdateWork.BATCH;
    }

    private List<Probe> monitor() {
        Supplier<Work> acting = () -> ActingWork.jvm(driving, Driving.ENVIRONMENTS);
        return List.of(
                new Probe(
                        "mismatch",
                        "mismatch statistics of a window",
                        STEPS,
                        Clock.THREAD,
                        () -> new WindowWork(driving)::close,
                        "acting",
                        acting),
                new Probe(
                        "topology",
                        "monitor's topology",
                        STEPS,
                        Clock.THREAD,
                        () -> TopologyWork.ours(driving, folder.next()),
                        "a topology that copies records",
                        () -> TopologyWork.copying(driving, folder.next())),
                new Probe(
                        "replay",
                        "replay of a window",
                        STEPS,
                        Clock.THREAD,
                        () -> new WindowWork(driving)::replay,
                        COPY,
                        copy(driving.bytesPerStep())));
    }
}
