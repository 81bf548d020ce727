package io.slipstream.app.study;

import io.slipstream.model.StoredModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Runs cells, several at a time, each on one thread; finished ones are not run again. */
public final class Study {
    private final StudySettings settings;
    private final StoredModel model;
    private final String modelName;
    private final CellFolder folder;
    private final Consumer<String> progress;

    /**
     * @param modelName what the model is called in results
     * @param folder where finished cells are kept
     * @param progress takes a line after every cell
     */
    public Study(
            StudySettings settings, StoredModel model, String modelName, CellFolder folder, Consumer<String> progress) {
        this.settings = settings;
        this.model = model;
        this.modelName = modelName;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Runs what is missing, in the order given.
     *
     * @param jobs cells at a time
     * @param finished takes all results so far after every cell
     * @throws IllegalStateException if a cell was finished with other settings
     * @throws InterruptedException if the thread was interrupted; finished cells are kept
     */
    public List<CellResult> run(List<Cell> cells, int jobs, Consumer<List<CellResult>> finished)
            throws InterruptedException {
        List<CellResult> results = new ArrayList<>();
        List<Cell> missing = new ArrayList<>();
        for (Cell cell : cells) {
            Optional<CellResult> earlier = folder.read(cell, settings, modelName);
            earlier.ifPresentOrElse(results::add, () -> missing.add(cell));
        }
        if (!results.isEmpty()) {
            progress.accept(results.size() + " of " + cells.size() + " cells were finished before");
        }
        ExecutorService pool = Executors.newFixedThreadPool(jobs, runnable -> {
            Thread thread = new Thread(runnable, "study");
            thread.setDaemon(true);
            return thread;
        });
        try {
            runAll(missing, new ExecutorCompletionService<>(pool), results, finished);
        } finally {
            pool.shutdownNow();
        }
        return results;
    }

    private void runAll(
            List<Cell> missing,
            CompletionService<CellResult> service,
            List<CellResult> results,
            Consumer<List<CellResult>> finished)
            throws InterruptedException {
        missing.forEach(cell -> service.submit(() -> run(cell)));
        long started = System.nanoTime();
        for (int done = 1; done <= missing.size(); done++) {
            CellResult result = next(service);
            results.add(result);
            finished.accept(List.copyOf(results));
            double seconds = (System.nanoTime() - started) / 1e9;
            progress.accept(line(result, done, missing.size(), seconds));
        }
    }

    private static CellResult next(CompletionService<CellResult> service) throws InterruptedException {
        try {
            return service.take().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a cell failed: " + e.getCause(), e.getCause());
        }
    }

    private static String line(CellResult result, int done, int of, double seconds) {
        double left = seconds / done * (of - done);
        return String.format(
                Locale.ROOT,
                "%d/%d %s: success %.3f -> %.3f, retention %.3f, %d updates, %.0f core-seconds; about %s left",
                done,
                of,
                result.cell().id(),
                result.before(),
                result.success(),
                result.retention(),
                result.updates(),
                result.coreSeconds(),
                left < 120 ? Math.round(left) + " s" : Math.round(left / 60) + " min");
    }

    /** One cell, kept when it is finished. */
    private CellResult run(Cell cell) {
        try (CellRun run = new CellRun(cell, settings, model)) {
            CellResult result = run.run(modelName);
            folder.write(result);
            return result;
        }
    }
}
