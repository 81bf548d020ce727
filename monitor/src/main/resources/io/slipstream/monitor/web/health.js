// Is the fleet well, what is wrong, what was done about it: three answers in words, from what the log says.

import { percent, short, times, whole, words } from './format.js';
import { last, lastReport, policyFirst, state, versionsOf } from './state.js';

const STALE_MILLIS = 10_000;

const FINDINGS = {
  DYNAMICS: 'The world answers differently from what the world model learned.',
  POLICY: 'The policy meets what it was not trained for.',
  MIXED: 'Both changed: the world answers differently, and the policy is somewhere new.',
  OBSERVATION: 'The sensors are at fault: no update of the model or the policy helps.',
};

/** {level: 'ok' | 'busy' | 'bad' | 'unknown', title, wrong, done} */
export function health(link, now) {
  const report = lastReport();
  return { ...judge(link, now, report), done: done(report) };
}

function judge(link, now, report) {
  if (link !== 'live') {
    return { level: 'unknown', title: 'Not connected', wrong: 'What is shown is what was known before; the page connects again by itself.' };
  }
  const firing = (state.alarms ?? []).filter(alarm => alarm.state === 'FIRING');
  const critical = firing.find(alarm => alarm.severity === 'critical' || alarm.severity === 'error');
  if (critical) return { level: 'bad', title: 'Alarm', wrong: `${critical.rule}: ${critical.message}` };
  if (!state.movedAt && !report) {
    return { level: 'unknown', title: 'Waiting', wrong: 'No steps have come yet: the actors are starting, or do not run.' };
  }
  if (state.pulse && state.pulse.stepsPerSecond === 0 && now - state.movedAt > STALE_MILLIS) {
    return { level: 'bad', title: 'Standing still', wrong: 'No steps have arrived for more than ten seconds. Do the actors run? Is the fleet paused?' };
  }
  const deployed = deployment();
  if (deployed?.state === 'FROZEN') {
    return { level: 'busy', title: 'Frozen', wrong: 'The heuristic driver drives, no model does; what follows is about the time before.' };
  }
  if (!report) return { level: 'unknown', title: 'Waiting', wrong: 'The first window is not full yet.' };
  const finding = report.finding || 'NONE';
  if (finding === 'OBSERVATION') return { level: 'bad', title: 'Sensors at fault', wrong: `${FINDINGS[finding]} ${strongest(report)}` };
  if (finding !== 'NONE') {
    return { level: 'busy', title: 'Adapting', wrong: `${FINDINGS[finding] ?? finding} ${strongest(report)} ${since(finding)}` };
  }
  const success = report.signals.find(signal => signal.signal === 'success');
  // The one signal whose threshold is a least, not a most.
  if (success && success.value < success.threshold) {
    return { level: 'busy', title: 'Below par', wrong: `Success is ${percent(report.success)}, less than the ${percent(success.threshold)} that chance explains.` };
  }
  if (firing.length) return { level: 'busy', title: 'Warning', wrong: `${firing[0].rule}: ${firing[0].message}` };
  // A signal alone asks for nothing: the rule reads several, window after window.
  const past = strongest(report);
  return { level: 'ok', title: 'Well', wrong: past ? `Nothing that asks for an update. ${past}` : 'Nothing: every signal is within what it is when nothing has changed.' };
}

/** The signal that is furthest past its threshold. */
function strongest(report) {
  const past = [report.dynamics, report.policy, ...report.signals]
    .filter(signal => signal.signal !== 'success' && signal.signal !== 'return' && signal.threshold > 0 && signal.threshold < 1e300 && signal.value > signal.threshold)
    .sort((a, b) => b.value / b.threshold - a.value / a.threshold);
  return past.length ? `Strongest: ${past[0].signal}, ${times(past[0].value / past[0].threshold)} its threshold.` : '';
}

function since(finding) {
  let i = state.reports.length - 1;
  while (i > 0 && state.reports[i - 1].finding === finding) i--;
  const windows = state.reports.length - i;
  return `For ${windows} window${windows > 1 ? 's' : ''}, since step ${whole(state.reports[i].step)}.`;
}

const deployment = () => (state.deployments ?? []).find(known => known.fleet === state.fleet);

/** What people or the judge of candidates have done last, when it still holds. */
function deployed() {
  const mine = deployment();
  const version = mine?.candidate ?? mine?.statistics?.candidate;
  switch (mine?.state) {
    case 'FROZEN': return `Frozen on command (${mine.reason}).`;
    case 'CANARY': return `v${version} drives ${percent(mine.share)} of the environments on trial.`;
    case 'SHADOW': return `v${version} looks on in ${percent(mine.share)} of the environments.`;
    case 'ROLLED_BACK': return `${version ? `v${version}` : 'A version'} was rolled back, v${mine.incumbent} drives (${mine.reason}).`;
    default: return '';
  }
}

function done(report) {
  return [deployed(), decided(report)].filter(Boolean).join(' ');
}

function decided(report) {
  const now = last(state.learning);
  const decision = last(state.decisions);
  if (!decision) return deployed() ? '' : 'Nothing yet: no decision was needed.';
  const training = now && now.component !== 'NONE' ? ` The learner is training the ${words(now.component)}.` : '';
  if (decision.component === 'NONE') {
    return `Decision ${decision.id} at step ${whole(decision.step)}: all fits again, updates ended.${training}`;
  }
  const versions = versionsOf(decision);
  const published = versions.length ? ` ${answers(decision)} published${after(decision, report)}.` : ' No version of it yet.';
  return `Decision ${decision.id} at step ${whole(decision.step)}: update the ${words(decision.component)}.${published}${training}`;
}

/** The versions that a decision led to, and that the policy came first where it did. */
export function answers(decision) {
  return range(versionsOf(decision)) + (policyFirst(decision) ? ' (the policy first, which is shown how to drive)' : '');
}

function range(versions) {
  const first = versions[0].version, end = versions[versions.length - 1].version;
  return first === end ? `v${first}` : `v${first}–v${end}`;
}

/** Success when the decision was made and now. */
function after(decision, report) {
  const then = state.reports.find(known => known.window === decision.window);
  return then?.success != null && report?.success != null && report !== then
    ? `; success ${percent(then.success)} → ${percent(report.success)}` : '';
}

export const speed = () => state.pulse ? `${short(state.pulse.stepsPerSecond)} steps/s` : '–';
