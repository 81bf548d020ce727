package io.slipstream.app.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipstream.monitor.decide.DecisionSettings;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.MismatchReport;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ExplanationTest {
    private final LogRecords log = TestLog.records();

    @Test
    void shouldTellTheLastDecisionInWordsAndNumbers() {
        String text = ExplanationText.of(explain(null, null));
        assertThat(text)
                .startsWith("Decision 1 of fleet alpha: update the world model")
                .contains("MIXED (both the world and what the policy meets have changed)")
                .contains("residual.ego & <more>")
                .contains("version      1, as deployed")
                .contains("rejected     the policy, though what speaks for it is stronger by 1.200 thresholds")
                .contains(
                        "plain AdaWM  the policy: E_P 0.100 < 0.150 = C1 E_pi - C2 with C1 0.500, C2 0.0500, E_pi 0.400")
                .contains("version 2 (the world model, 400 updates of 9,000 parameters, 36,000 bytes published)")
                .contains("slipstream.transitions.v1 partition 2: offsets 120 to 159")
                .doesNotContain("not told");
    }

    @Test
    void shouldGroupTheSignalsByWhatTheySpeakOf() {
        Explanation told = explain(1L, null);
        assertThat(names(told, Aspect.WRONG)).containsExactly("residual.ego", "residual.traffic");
        assertThat(names(told, Aspect.ELSEWHERE)).containsExactly("unfamiliar.route", "outside.route");
        assertThat(names(told, Aspect.SEEN_WRONGLY)).containsExactly("residual.route");
        assertThat(names(told, Aspect.ADAWM)).containsExactly("E_P", "E_pi");
        assertThat(names(told, Aspect.OUTCOME)).containsExactly("success");
        assertThat(names(told, Aspect.BESIDE)).containsExactly("novelty.route");
    }

    @Test
    void shouldMeasureInUnitsOfTheNullQuantile() {
        Explanation told = explain(1L, null);
        assertThat(told.signal("residual.ego").orElseThrow().reach()).isEqualTo(1.8);
        assertThat(told.signal("outside.route").orElseThrow().reach()).isZero();
        Measured success = told.signal("success").orElseThrow();
        assertThat(success.reach()).isBetween(.53, .54);
        assertThat(success.nearEnd()).isLessThan(success.reach());
        assertThat(success.farEnd()).isGreaterThan(success.reach());
        assertThat(success.passed()).isFalse();
    }

    @Test
    void shouldTellTheSameAsJson() throws Exception {
        JsonNode json = new ObjectMapper().valueToTree(ExplanationJson.of(explain(1L, null)));
        assertThat(json.at("/decision").asLong()).isEqualTo(1);
        assertThat(json.at("/finding").asText()).isEqualTo("MIXED");
        assertThat(json.at("/signals/2/signal").asText()).isEqualTo("residual.ego");
        assertThat(json.at("/signals/2/passed").asBoolean()).isTrue();
        assertThat(json.at("/signals/2/aspect").asText()).isEqualTo("WRONG");
        assertThat(json.at("/offsets/0/to").asLong()).isEqualTo(160);
        assertThat(json.at("/answers/0/version").asInt()).isEqualTo(2);
        assertThat(json.at("/visitation/window")).hasSize(14);
        assertThat(json.at("/visitation/reference/0")).hasSize(4);
    }

    @Test
    void shouldDrawEverySignalAndTheGroupsThatDifferMost() throws Exception {
        Explanation told = explain(1L, null);
        String svg = ExplanationPicture.of(told);
        Document drawn =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(drawn.getElementsByTagName("circle").getLength())
                .isEqualTo(told.signals().size());
        assertThat(svg)
                .contains("group 1: 45 % of steps differ", "the 12 of 14 groups that differ most")
                .doesNotContain("group 13:")
                .doesNotContain("NaN");
    }

    @Test
    void shouldJudgeAWindowAgainOfWhichNoDecisionCame() {
        Explanation told = explain(null, 4L);
        assertThat(told.judgement().finding()).isEqualTo("NONE");
        assertThat(ExplanationText.of(told))
                .startsWith("Window 4 of fleet alpha: update nothing (no decision came of it)")
                .contains("every signal is within what it is when nothing has changed")
                .contains("came of it   nothing: no decision was made on this window");
        assertThat(told.name()).isEqualTo("window-4");
    }

    @Test
    void shouldSayThatTheRuleFindsSomethingElseNow() {
        LogRecords before =
                new LogRecords(List.of(), List.of(TestLog.report(TestLog.FLEET, 3, .9, .02, "NONE")), log.versions());
        Explanation told = new Question(null, null, 3L).answer(before, DecisionSettings.defaults());
        assertThat(told.judgement().finding()).isEqualTo("NONE");
        assertThat(told.judgement().reason())
                .endsWith("(judged again now, which finds DYNAMICS; the monitor found NONE)");
    }

    @Test
    void shouldFindTheDecisionOfAWindow() {
        assertThat(explain(null, 3L).decision()).map(FinetuneDecision::getId).contains(1L);
    }

    @Test
    void shouldTellWhatItCanWithoutReportAndManifest() {
        LogRecords bare = new LogRecords(log.decisions(), List.of(), List.of());
        Explanation told = new Question(null, null, null).answer(bare, DecisionSettings.defaults());
        assertThat(ExplanationText.of(told))
                .contains("the report of window 3 is no longer on the log")
                .contains("names no roles of its feature groups")
                .contains("came of it   no version so far");
        assertThat(ExplanationPicture.of(told)).contains("no longer on the log");
    }

    @Test
    void shouldSayThatThePolicyCameFirst() {
        LogRecords records = new LogRecords(log.decisions(), log.reports(), List.of(TestLog.answer(Component.POLICY)));
        Explanation told = new Question(null, 1L, null).answer(records, DecisionSettings.defaults());

        assertThat(ExplanationText.of(told)).contains("the policy came first: somebody who demonstrates drives better");
        assertThat(ExplanationText.of(explain(1L, null))).doesNotContain("came first");
    }

    @Test
    void shouldNameTheNumbersThatThereAre() {
        assertThatThrownBy(() -> explain(7L, null))
                .isInstanceOf(NothingToExplainException.class)
                .hasMessage("there is no decision 7; the log holds decisions 1, and windows (--window N) 3 to 4");
        assertThatThrownBy(() -> explain(null, 9L)).hasMessage("there is no window 9; the log holds windows 3 to 4");
        LogRecords undecided = new LogRecords(List.of(), log.reports(), log.versions());
        assertThatThrownBy(() -> new Question(null, null, null).answer(undecided, DecisionSettings.defaults()))
                .hasMessage("there is no decision yet; --window N explains one of the windows 3 to 4");
    }

    @Test
    void shouldAskForTheFleetWhenThereAreSeveral() {
        MismatchReport other = TestLog.report("beta", 3, .9, .3, "MIXED");
        LogRecords two = new LogRecords(log.decisions(), List.of(log.reports().get(0), other), log.versions());
        assertThatThrownBy(() -> new Question(null, null, null).answer(two, DecisionSettings.defaults()))
                .hasMessage("the log holds the fleets alpha, beta; choose one with --fleet");
        assertThatThrownBy(() -> new Question("gamma", null, null).answer(two, DecisionSettings.defaults()))
                .hasMessage("there is no fleet gamma on the log; known are alpha, beta");
        assertThat(new Question("beta", null, 3L)
                        .answer(two, DecisionSettings.defaults())
                        .fleet())
                .isEqualTo("beta");
    }

    private Explanation explain(@Nullable Long decision, @Nullable Long window) {
        return new Question(null, decision, window).answer(log, DecisionSettings.defaults());
    }

    private static List<String> names(Explanation told, Aspect aspect) {
        return told.of(aspect).stream().map(signal -> signal.reading().signal()).toList();
    }
}
