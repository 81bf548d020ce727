package io.slipstream.environment.conformance;

import static io.slipstream.environment.conformance.Broken.unless;

import io.slipstream.environment.Conditions;
import io.slipstream.environment.EpisodeReport;
import io.slipstream.environment.ResetRequest;
import io.slipstream.environment.StepBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The contract of an environment as checks that any implementation can be put to. */
public final class Conformance {
    private static final int ENVIRONMENTS = 4;
    private static final int STEPS = 1500;

    private final Subject subject;
    private final Map<String, Consumer<Drive>> promises = new LinkedHashMap<>();

    private Conformance(Subject subject) {
        this.subject = subject;
        begins();
        steps();
        ends();
        changes();
        refuses();
        if (subject.repeats()) {
            repeats();
        }
    }

    /** Puts an environment to every promise; each gets environments of its own. */
    public static ConformanceReport check(Subject subject) {
        Conformance suite = new Conformance(subject);
        List<Finding> findings = new ArrayList<>();
        suite.promises.forEach((promise, check) -> findings.add(suite.finding(promise, check)));
        return new ConformanceReport(subject.name(), findings);
    }

    private Finding finding(String promise, Consumer<Drive> check) {
        try (Drive drive = new Drive(subject.maker().apply(ENVIRONMENTS), 11)) {
            check.accept(drive.reset(ResetRequest.seeded(7)));
            return new Finding(promise, "");
        } catch (RuntimeException e) {
            return new Finding(promise, e instanceof Broken ? String.valueOf(e.getMessage()) : e.toString());
        }
    }

    private void begins() {
        promises.put("there are as many environments as asked for", drive -> {
            int found = drive.environment.environments();
            unless(found == ENVIRONMENTS, "%d instead of %d", found, ENVIRONMENTS);
        });
        promises.put("feature groups cover the observation", drive -> {
            var space = drive.environment.spaces().observation();
            unless(!space.groups().isEmpty(), "there are none");
        });
        promises.put(
                "a reset begins an episode everywhere, without reward",
                drive -> each(e -> {
                    unless(drive.now.flags[e] == StepBuffer.FIRST, "flags %d in environment %d", drive.now.flags[e], e);
                    unless(drive.now.rewards[e] == 0, "reward %s in environment %d", drive.now.rewards[e], e);
                }));
        promises.put("no episode ends with a reset", drive -> {
            int finished = drive.now.finishedCount();
            unless(finished == 0, "%d did", finished);
        });
        promises.put("a reset in mid-episode begins the next one", drive -> {
            drive.step();
            long episode = drive.environment.episode(0);
            drive.reset(ResetRequest.plain());
            unless(drive.first(0), "its observation is not the first one");
            long next = drive.environment.episode(0);
            unless(next == episode + 1, "episode %d followed %d", next, episode);
        });
    }

    private void steps() {
        promises.put("observations and rewards are finite", overSteps((drive, e) -> {
            int size = drive.environment.spaces().observation().size();
            for (int i = e * size; i < (e + 1) * size; i++) {
                unless(Float.isFinite(drive.now.observations[i]), "feature %d is not", i - e * size);
            }
            unless(Float.isFinite(drive.now.rewards[e]), "the reward is %s", drive.now.rewards[e]);
        }));
        promises.put("observations are of the order of one", overSteps((drive, e) -> {
            int size = drive.environment.spaces().observation().size();
            for (int i = e * size; i < (e + 1) * size; i++) {
                float value = drive.now.observations[i];
                unless(Math.abs(value) < 20, "feature %d is %s", i - e * size, value);
            }
        }));
        promises.put(
                "an episode begins right after one has ended, and only then",
                overSteps((drive, e) -> unless(
                        drive.first(e) == drive.wasLast(e),
                        "first is %s after last was %s",
                        drive.first(e),
                        drive.wasLast(e))));
        promises.put(
                "the first observation of an episode comes without reward",
                overSteps((drive, e) ->
                        unless(!drive.first(e) || drive.now.rewards[e] == 0, "it paid %s", drive.now.rewards[e])));
        promises.put("terminated comes with an end only", overSteps((drive, e) -> {
            unless(!drive.now.terminated(e) || drive.last(e), "it came without one");
            unless(!(drive.first(e) && drive.last(e)), "an episode began and ended in one step");
        }));
        promises.put("the number of an episode grows by one with each", drive -> {
            long[] episode = new long[ENVIRONMENTS];
            each(e -> episode[e] = drive.environment.episode(e));
            walk(drive, e -> {
                long found = drive.environment.episode(e);
                long expected = episode[e] + (drive.first(e) ? 1 : 0);
                unless(found == expected, "it is %d and should be %d", found, expected);
                episode[e] = found;
            });
        });
    }

    private void ends() {
        promises.put(
                "those whose episode ended are listed, once each",
                drive -> walkWhole(drive, () -> {
                    boolean[] listed = new boolean[ENVIRONMENTS];
                    for (int i = 0; i < drive.now.finishedCount(); i++) {
                        unless(!listed[drive.now.finished[i]], "environment %d twice", drive.now.finished[i]);
                        listed[drive.now.finished[i]] = true;
                    }
                    each(e -> unless(listed[e] == drive.last(e), "environment %d: listed %s", e, listed[e]));
                }));
        promises.put("an ended episode's report adds up", drive -> {
            int[] steps = new int[ENVIRONMENTS];
            double[] sum = new double[ENVIRONMENTS];
            int[] ended = new int[1];
            walk(drive, e -> {
                steps[e] = drive.first(e) ? 0 : steps[e] + 1;
                sum[e] = drive.first(e) ? 0 : sum[e] + drive.now.rewards[e];
                if (drive.last(e)) {
                    ended[0]++;
                    compare(drive.environment.report(e), steps[e], sum[e], drive.now.terminated(e));
                }
            });
            unless(ended[0] > 0, "no episode ended within %d steps", STEPS);
        });
        promises.put("there is no report of an episode that goes on", drive -> {
            drive.step();
            refused(() -> drive.environment.report(0), IllegalStateException.class);
        });
    }

    private static void compare(EpisodeReport report, int steps, double sum, boolean terminated) {
        unless(report.steps() == steps, "%d steps were made, it says %d", steps, report.steps());
        double tolerance = 1e-3 * Math.max(1, Math.abs(sum));
        double told = report.episodeReturn();
        unless(Math.abs(told - sum) < tolerance, "rewards add up to %s, it says %s", sum, told);
        unless(report.terminated() == terminated, "terminated is %s, it says otherwise", terminated);
        unless(!report.outcome().isBlank(), "it does not say how it ended");
        report.metrics().forEach((name, value) -> unless(Double.isFinite(value), "%s is %s", name, value));
    }

    private void changes() {
        promises.put("other conditions hold from the next episode on, not before", drive -> {
            Conditions began = drive.environment.conditions(0);
            unless(!began.equals(subject.other()), "the suite was given the conditions that hold already");
            drive.environment.change(subject.other());
            boolean[] next = new boolean[ENVIRONMENTS];
            walk(drive, e -> {
                next[e] |= drive.first(e);
                String found = drive.environment.conditions(e).shift();
                String expected = (next[e] ? subject.other() : began).shift();
                unless(found.equals(expected), "%s holds where %s should", found, expected);
            });
            each(e -> unless(next[e], "environment %d began no other episode", e));
        });
        promises.put("a reset can bring other conditions", drive -> {
            drive.reset(ResetRequest.plain().under(subject.other()));
            each(e -> unless(
                    drive.environment
                            .conditions(e)
                            .shift()
                            .equals(subject.other().shift()),
                    "environment %d has others",
                    e));
        });
    }

    private void refuses() {
        promises.put("an action that does not exist is refused and nothing is stepped", drive -> {
            int[] wrong = new int[ENVIRONMENTS];
            wrong[ENVIRONMENTS - 1] = drive.environment.spaces().actions();
            long hash = drive.hash();
            refused(() -> drive.environment.step(wrong, drive.now), IllegalArgumentException.class);
            wrong[ENVIRONMENTS - 1] = -1;
            refused(() -> drive.environment.step(wrong, drive.now), IllegalArgumentException.class);
            unless(hash == drive.hash(), "the buffer has changed");
        });
        promises.put("unknown conditions are refused", drive -> {
            Conditions nowhere = Conditions.of("no such task", "no such shift");
            refused(() -> drive.environment.change(nowhere), IllegalArgumentException.class);
        });
    }

    private void repeats() {
        promises.put("a seed determines everything that follows", drive -> {
            try (Drive twin = new Drive(subject.maker().apply(ENVIRONMENTS), 11)) {
                drive.reset(ResetRequest.seeded(99));
                twin.reset(ResetRequest.seeded(99));
                for (int t = 0; t < STEPS; t++) {
                    unless(drive.hash() == twin.hash(), "step %d differs", t);
                    drive.step();
                    twin.step();
                }
            }
        });
        promises.put("another seed gives something else", drive -> {
            drive.reset(ResetRequest.seeded(1));
            long one = drive.hash();
            drive.reset(ResetRequest.seeded(2));
            unless(one != drive.hash(), "both begin alike");
        });
    }

    /** A check of one environment after one step. */
    private interface Step {
        void check(Drive drive, int environment);
    }

    private interface Each {
        void accept(int environment);
    }

    private static Consumer<Drive> overSteps(Step step) {
        return drive -> walk(drive, e -> step.check(drive, e));
    }

    private static void walk(Drive drive, Each check) {
        walkWhole(drive, () -> each(check));
    }

    private static void walkWhole(Drive drive, Runnable check) {
        for (int t = 0; t < STEPS; t++) {
            drive.step();
            check.run();
        }
    }

    private static void each(Each check) {
        for (int e = 0; e < ENVIRONMENTS; e++) {
            check.accept(e);
        }
    }

    private static void refused(Runnable call, Class<? extends RuntimeException> with) {
        try {
            call.run();
        } catch (RuntimeException e) {
            unless(with.isInstance(e), "it was refused with %s", e);
            unless(e.getMessage() != null, "it was refused without a word");
            return;
        }
        throw new Broken("it was taken");
    }
}
