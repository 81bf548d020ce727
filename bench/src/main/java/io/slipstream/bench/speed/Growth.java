package io.slipstream.bench.speed;

import io.slipstream.learner.train.Trainer;
import io.slipstream.learner.train.TrainingSettings;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.StoredModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The same parts with models, records and numbers of partitions and environments of other sizes. */
final class Growth {
    static final String PART = "growth";

    private static final String STEPS = "env-steps";
    private static final String PRODUCTS = "its matrix products alone";
    private static final List<String> MODELS = List.of("tiny", "base");
    private static final List<Integer> LENGTHS = List.of(8, 128);
    private static final List<Integer> PARTITIONS = List.of(1, 32);
    private static final List<Integer> ENVIRONMENTS = List.of(16, 512);

    private final Driving driving;
    private final BenchFolder folder;

    Growth(Driving driving, BenchFolder folder) {
        this.driving = driving;
        this.folder = folder;
    }

    /** Nothing is driven and no broker is started before a probe is measured. */
    List<Probe> all() {
        List<Probe> all = new ArrayList<>();
        for (int environments : ENVIRONMENTS) {
            all.add(acting("shipped", environments, () -> driving));
        }
        for (String preset : MODELS) {
            Supplier<Driving> driven = once(() -> Driving.with(fresh(preset)));
            all.add(acting(preset, Driving.ENVIRONMENTS, driven));
            all.add(worldModel(preset, driven));
        }
        for (int length : LENGTHS) {
            String size = "segments of " + length + " steps";
            Supplier<Driving> driven = once(() -> Driving.with(driving.model(), length));
            all.add(codec("encode, " + size, driven, CodecWork::encode));
            all.add(codec("decode and check, " + size, driven, CodecWork::decode));
            all.addAll(wire(size, driven, () -> new BenchLog(folder)));
        }
        for (int partitions : PARTITIONS) {
            String size = partitions == 1 ? "1 partition" : partitions + " partitions";
            all.addAll(wire(size, () -> driving, () -> new BenchLog(folder, partitions)));
        }
        return all;
    }

    /** A model that has learned nothing: as fast as one that has. */
    private StoredModel fresh(String preset) {
        ModelSpec shipped = driving.model().base().spec();
        ModelSpec spec = ModelSpec.preset(preset, shipped.observationSize(), shipped.actions(), shipped.groups());
        return new StoredModel(1, ModelWeights.initial(spec, Driving.SEED), List.of(), "{}", Map.of());
    }

    private static Probe acting(String model, int environments, Supplier<Driving> driven) {
        return new Probe(
                PART,
                "acting, " + environments + " environments, " + model + " model",
                STEPS,
                Clock.THREAD,
                () -> ActingWork.jvm(driven.get(), environments),
                PRODUCTS,
                () -> new MatrixProducts(products(driven).acting(environments), environments));
    }

    private static Probe worldModel(String preset, Supplier<Driving> driven) {
        return new Probe(
                PART,
                "world-model update, 16 x 64, " + preset + " model",
                "updates",
                Clock.THREAD,
                () -> new UpdateWork(driven.get(), TrainingSettings.pretraining(), Trainer::updateWorldModel),
                PRODUCTS,
                () -> new MatrixProducts(products(driven).worldModel(UpdateWork.BATCH, UpdateWork.LENGTH), 1));
    }

    private static NetworkProducts products(Supplier<Driving> driven) {
        return new NetworkProducts(driven.get().model().base().spec());
    }

    private static Probe codec(String name, Supplier<Driving> driven, Function<CodecWork, Double> direction) {
        return new Probe(
                PART,
                name,
                STEPS,
                Clock.THREAD,
                () -> {
                    CodecWork work = new CodecWork(driven.get());
                    return () -> direction.apply(work);
                },
                "copying its bytes",
                () -> new MemoryCopy(driven.get().bytesPerStep()));
    }

    /** Both ways, each with a broker of its own that ends with it. */
    private static List<Probe> wire(String size, Supplier<Driving> driven, Supplier<BenchLog> logs) {
        return List.of(
                wire(
                        "publish, " + size,
                        "Kafka's producer, same bytes",
                        new OwnBroker(driven, logs),
                        BrokerWork::publish,
                        BrokerWork::produce),
                wire(
                        "ingest to replay window, " + size,
                        "Kafka's consumer, same bytes",
                        new OwnBroker(driven, logs),
                        BrokerWork::ingest,
                        BrokerWork::consume));
    }

    private static Probe wire(
            String name,
            String limitName,
            OwnBroker broker,
            Function<BrokerWork, Work> ours,
            Function<BrokerWork, Work> limit) {
        return new Probe(
                PART, name, STEPS, Clock.PROCESS, () -> broker.owning(ours), limitName, () -> broker.beside(limit));
    }

    private static <T> Supplier<T> once(Supplier<T> make) {
        List<T> made = new ArrayList<>();
        return () -> {
            if (made.isEmpty()) {
                made.add(make.get());
            }
            return made.get(0);
        };
    }

    /** A broker for one probe. */
    private record OwnBroker(Supplier<Driving> driven, Supplier<BenchLog> log) {
        OwnBroker {
            log = once(log);
        }

        /** Work whose end is the broker's. */
        Work owning(Function<BrokerWork, Work> way) {
            Work work = beside(way);
            return new Work() {
                @Override
                public void before() {
                    work.before();
                }

                @Override
                public double round() {
                    return work.round();
                }

                @Override
                public void close() {
                    work.close();
                    log.get().close();
                }
            };
        }

        Work beside(Function<BrokerWork, Work> way) {
            return way.apply(log.get().ways(driven.get()));
        }
    }
}
