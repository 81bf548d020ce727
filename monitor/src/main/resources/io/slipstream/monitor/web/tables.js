// What reads best as rows: alarms, deployments, versions, topics, and the learner's curves.

import { lines } from './charts.js';
import { at, bytes, clock, made, percent, say, short, whole, words } from './format.js';
import { last, lastReport, state } from './state.js';

function rows(body, cells) {
  body.replaceChildren(...cells.map(row => made('tr', {}, ...row.map(cell => cell instanceof Node ? made('td', {}, cell) : made('td', {}, String(cell))))));
}

export function alarms() {
  const list = at('alarms'), note = at('alarms-note');
  if (state.alarms == null) {
    list.replaceChildren();
    say(note, 'This monitor serves no alarms; the summary above judges by the last window.');
    return;
  }
  const order = alarm => (alarm.state === 'FIRING' ? 0 : 1);
  const shown = [...state.alarms].sort((a, b) => order(a) - order(b) || since(b) - since(a)).slice(0, 20);
  say(note, shown.length ? '' : 'No alarm has fired.');
  list.replaceChildren(...shown.map(alarm => {
    const firing = alarm.state === 'FIRING';
    return made('li', { class: firing ? `firing ${alarm.severity}` : 'resolved' },
      made('span', { class: 'glyph', 'aria-hidden': 'true' }, firing ? '▲' : '✓'),
      made('span', {}, made('b', {}, alarm.rule), ` ${alarm.message}`),
      made('span', { class: 'when' }, `${firing ? `${alarm.severity} since` : 'resolved'} ${clock(since(alarm))}`));
  }));
}

const since = alarm => typeof alarm.since === 'number' ? alarm.since : Date.parse(alarm.since) || 0;

export function deployments() {
  const report = lastReport(), mine = (state.deployments ?? []).find(d => d.fleet === state.fleet);
  const box = at('deployment');
  if (!mine) {
    box.replaceChildren(made('p', {}, report ? made('b', {}, `v${report.version}`) : '–', report ? ' drives the whole fleet, as its segments say.' : ' no version has driven yet.'));
    return;
  }
  const share = mine.candidate == null ? 0 : mine.share ?? 0;
  const trial = mine.statistics;
  const statistics = !trial ? '' : [
    `v${trial.candidate} against v${trial.incumbent}: ${whole(trial.candidateEpisodes)} and ${whole(trial.incumbentEpisodes)} episodes`,
    ...trial.metrics.map(metric => `${metric.metric} ${short(metric.candidateMean)} to ${short(metric.incumbentMean)}`),
    `evidence against it ${short(trial.rollbackEvidence)} of ${short(trial.rollbackLevel)}`,
  ].join(' · ');
  box.replaceChildren(
    made('p', {}, made('span', { class: `state ${mine.state}` }, words(mine.state)), ' ', made('b', {}, `v${mine.incumbent}`), ' incumbent',
      ...(mine.candidate == null ? [] : [' · ', made('b', {}, `v${mine.candidate}`), ` candidate on ${percent(share)} of the environments`])),
    made('meter', { min: 0, max: 1, value: share, 'aria-label': 'share of the candidate', hidden: mine.candidate == null }),
    made('p', { class: 'note' }, [mine.reason, statistics].filter(Boolean).join('. ')));
}

export function versions(rollBack) {
  const running = lastReport()?.version;
  const shown = [...state.versions.values()].sort((a, b) => b.version - a.version).slice(0, 100);
  rows(at('versions'), shown.map(v => {
    const button = made('button', { type: 'button', class: 'quiet', 'data-roll-back': v.version }, 'roll back to it');
    button.addEventListener('click', () => rollBack(v.version));
    return [`v${v.version}${v.version === running ? ' ●' : ''}`, v.parent == null ? '–' : `v${v.parent}`, v.decision ?? '–', v.parent == null ? 'base' : words(v.component),
      v.parameters ? short(v.parameters) : '–', bytes(v.bytes), clock(v.at), v.version === running ? made('span', { class: 'note' }, 'drives') : button];
  }));
}

export function topics() {
  rows(at('topics'), state.topics.map(t => [t.topic.replace(/^[^.]+\./, ''), t.rate == null ? '–' : `${short(t.rate)}/s`, whole(t.records), t.lag == null ? '–' : whole(t.lag)]));
  const total = state.topics.find(t => t.topic.endsWith('dead-letters.v1'))?.records ?? 0;
  say(at('letters-note'), total ? `${whole(total)} dead letters on the log` : 'No dead letters.');
  at('letters').replaceChildren(...state.letters.slice(-5).reverse().map(letter => made('li', {},
    made('code', {}, `${letter.topic.replace(/^[^.]+\./, '')}-${letter.partition}@${letter.offset}`), ` ${letter.service}: ${letter.reason}`)));
}

export function learning() {
  const now = last(state.learning);
  const note = at('learning-note');
  say(note, now ? `${now.component === 'NONE' ? 'idle' : `training the ${words(now.component)}`} · ${short(now.updatesPerSecond)} updates/s · ${whole(now.updates)} updates` : 'no word from the learner yet');
  const series = [
    ['replay ratio', l => l.replayRatio, '', false],
    ['policy lag', l => l.policyLag, 'versions', false],
    ...[...new Set(state.learning.flatMap(l => Object.keys(l.losses)))].sort().map(name => [name, l => l.losses[name], '', true]),
  ];
  const box = at('losses');
  series.forEach(([name, read, unit, zoom]) => {
    let cell = box.querySelector(`[data-name="${CSS.escape(name)}"]`);
    if (!cell) {
      cell = made('div', { 'data-name': name }, made('h3', {}, spoken(name), ' ', made('small', {}, unit), made('span', { class: 'readout' })), made('figure', {}));
      box.append(cell);
    }
    const points = byUpdate(read);
    const readout = cell.querySelector('.readout');
    readout.dataset.rest = short(last(points)?.value);
    lines(cell.querySelector('figure'), [{ name, className: 'main', rows: points }], { label: unit ? `${name}, ${unit}` : name, height: 120, zoom, linked: false });
  });
}

const spoken = name => name.replace('.', ' · ').replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`);

/** Over the learner's own steps; several reports of one step count once. */
function byUpdate(read) {
  const points = new Map();
  state.learning.forEach(l => {
    const value = read(l);
    if (value != null) points.set(l.steps, { step: l.steps, value });
  });
  return [...points.values()];
}
