package io.slipstream.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.slipstream.schemas.avro.GroundTruth;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The house of docs/architecture.md, held by the build. */
class LayeringTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.slipstream");

    private static final Set<String> FORMATTING =
            Set.of("java.lang.String", "java.io.PrintStream", "java.io.PrintWriter", "java.util.Formatter");

    private static final String KAFKA = "org.apache.kafka..";
    private static final String VERTX = "io.vertx..";
    private static final String DJL = "ai.djl..";
    /** Each kind of world in its own room, plugged in at one place. */
    private static final String[] DOMAINS = {
        "io.slipstream.actor.driving..",
        "io.slipstream.actor.classic..",
        "io.slipstream.actor.gateway..",
        "io.slipstream.actor.sumo.."
    };
    /** What worlds with vehicles share; nobody else knows it. */
    private static final String VEHICLE = "io.slipstream.actor.vehicle..";

    @Test
    void schemasShouldKnowNoOtherModule() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("io.slipstream.schemas..")
                .should()
                .dependOnClassesThat(otherThan("io.slipstream.schemas.."));
        rule.check(PRODUCT);
    }

    @Test
    void theSimulatorShouldKnowNeitherKafkaNorTensors() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("io.slipstream.sim..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(KAFKA, VERTX, DJL)
                        .or(otherThan("io.slipstream.sim..", "io.slipstream.environment..")));
        rule.check(PRODUCT);
    }

    @Test
    void anEnvironmentShouldKnowNothingButItself() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("io.slipstream.environment..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(KAFKA, VERTX, DJL).or(otherThan("io.slipstream.environment..")));
        rule.check(PRODUCT);
    }

    @Test
    void noServiceShouldKnowWhatItDrivesIn() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage("io.slipstream.actor..", "io.slipstream.learner..", "io.slipstream.monitor..")
                .and()
                .resideOutsideOfPackages(DOMAINS)
                .and()
                .resideOutsideOfPackage(VEHICLE)
                .and()
                .doNotHaveFullyQualifiedName("io.slipstream.actor.Domains")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(DOMAINS).or(resideInAnyPackage(VEHICLE, "io.slipstream.sim..")));
        rule.check(PRODUCT);
    }

    @Test
    void domainsShouldNotKnowEachOther() {
        for (String domain : DOMAINS) {
            String[] others = Arrays.stream(DOMAINS)
                    .filter(other -> !other.equals(domain))
                    .toArray(String[]::new);
            ArchRule rule = noClasses()
                    .that()
                    .resideInAPackage(domain)
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(others))
                    .allowEmptyShould(true);
            rule.check(PRODUCT);
        }
    }

    @Test
    void theModelShouldKnowNoKafka() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("io.slipstream.model..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(KAFKA, VERTX).or(otherThan("io.slipstream.model..")));
        rule.check(PRODUCT);
    }

    @Test
    void theRuntimeShouldKnowSchemasOnly() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("io.slipstream.runtime..")
                .should()
                .dependOnClassesThat(otherThan("io.slipstream.runtime..", "io.slipstream.schemas.."));
        rule.check(PRODUCT);
    }

    @Test
    void theActorShouldKnowNoOtherService() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("io.slipstream.actor..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.slipstream.learner..", "io.slipstream.monitor..", "io.slipstream.app..");
        rule.check(PRODUCT);
    }

    @Test
    void theLearnerShouldKnowNoOtherService() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("io.slipstream.learner..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.slipstream.actor..", "io.slipstream.monitor..", "io.slipstream.app..");
        rule.check(PRODUCT);
    }

    @Test
    void theMonitorShouldKnowNeitherServicesNorTheModel() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("io.slipstream.monitor..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "io.slipstream.actor..",
                                "io.slipstream.learner..",
                                "io.slipstream.app..",
                                "io.slipstream.model..")
                        .or(resideInAnyPackage(DJL)));
        rule.check(PRODUCT);
    }

    @Test
    void mathematicsShouldKnowNeitherKafkaNorVertx() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage(
                        "io.slipstream.actor.rollout..",
                        "io.slipstream.learner.train..",
                        "io.slipstream.learner.replay..",
                        "io.slipstream.monitor.mismatch..",
                        "io.slipstream.monitor.decide..",
                        "io.slipstream.runtime.signals..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(KAFKA, VERTX);
        rule.check(PRODUCT);
    }

    @Test
    void whatDecidesShouldNotReadTheGroundTruth() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage("io.slipstream.monitor..", "io.slipstream.learner..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(GroundTruth.class);
        rule.check(PRODUCT);
    }

    @Test
    void onlyTheGraderShouldReadTheLabelsOfShifts() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage("io.slipstream.monitor..", "io.slipstream.learner..", "io.slipstream.app.identify")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("io\\.slipstream\\.sim\\.shift\\.ShiftLabel.*");
        rule.check(PRODUCT);
    }

    /**
     * {@code x.mul(Number)} and its like save a scalar over a Java buffer that DJL closes at once: after a garbage
     * collection the gradients are garbage.
     */
    @Test
    void differentiatedPathsShouldUseNoNumberOperations() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage("io.slipstream.model..", "io.slipstream.learner.train..")
                .should()
                .callMethodWhere(describe("an NDArray operation on a Number", LayeringTest::isNumberOperation));
        rule.check(PRODUCT);
    }

    @Test
    void nothingShouldDependOnTheLanguageOrHourOfTheMachine() {
        ArchRule rule = noClasses()
                .should()
                .callMethodWhere(describe("a call without a locale or zone", LayeringTest::asksTheMachine))
                .because("a log, a table or a key has to be the same on every machine: name Locale.ROOT or a zone");
        rule.check(PRODUCT);
    }

    private static boolean asksTheMachine(JavaMethodCall call) {
        String owner = call.getTargetOwner().getFullName();
        boolean told =
                call.getTarget().getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Locale.class));
        return switch (call.getTarget().getName()) {
            case "format", "printf" -> !told && FORMATTING.contains(owner);
            case "formatted" -> owner.equals("java.lang.String");
            case "toLowerCase", "toUpperCase" -> !told && owner.equals("java.lang.String");
            case "ofPattern" -> !told && owner.equals("java.time.format.DateTimeFormatter");
            case "systemDefault" -> owner.equals("java.time.ZoneId");
            case "systemDefaultZone" -> owner.equals("java.time.Clock");
            default -> false;
        };
    }

    private static boolean isNumberOperation(JavaMethodCall call) {
        return call.getTargetOwner().isAssignableTo(NDArray.class)
                && call.getTarget().getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Number.class));
    }

    private static DescribedPredicate<JavaClass> otherThan(String... rooms) {
        return resideInAnyPackage("io.slipstream..")
                .and(resideInAnyPackage(rooms).negate());
    }
}
