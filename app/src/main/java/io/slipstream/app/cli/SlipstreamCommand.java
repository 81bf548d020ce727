package io.slipstream.app.cli;

import io.slipstream.app.calibrate.CalibrateCommand;
import io.slipstream.app.canary.CanaryStudyCommand;
import io.slipstream.app.pretrain.PretrainCommand;
import io.slipstream.app.specialise.SpecialiseCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The root of the command tree; alone it prints its help. */
@Command(
        name = "slipstream",
        description = "Keeps a deployed world-model policy fitted to a world that changes.",
        footer = {
            "Start with `slipstream run`: the closed loop on an embedded Kafka broker, with a live page.",
            "`slipstream bench sim` measures how fast the simulator is.",
            "Results go to stdout, logs to stderr. Exit codes: 0 done, 1 failed, 2 wrong usage."
        },
        subcommands = {
            RunCommand.class,
            ServiceCommand.Actor.class,
            ServiceCommand.Learner.class,
            ServiceCommand.Monitor.class,
            PretrainCommand.class,
            SpecialiseCommand.class,
            CalibrateCommand.class,
            EvaluateCommand.class,
            IdentifyCommand.class,
            StudyCommand.class,
            ExplainCommand.class,
            ReplayCommand.class,
            LineageCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            CrashTestCommand.class,
            FuzzCommand.class,
            ChaosCommand.class,
            SoakCommand.class,
            BrokerCommand.class,
            ControlCommand.class,
            CanaryStudyCommand.class,
            TailCommand.class,
            TopicsCommand.class,
            AclsCommand.class
        })
public final class SlipstreamCommand implements Callable<Integer> {
    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return spec.exitCodeOnInvalidInput();
    }
}
