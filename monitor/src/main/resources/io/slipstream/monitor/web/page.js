import { bars, line, short } from './charts.js';

const KEPT = 400;
const state = fresh();
const at = id => document.getElementById(id);
let waiting = false;

function fresh() {
  return { reports: [], decisions: [], versions: new Map(), learning: [], scenario: null, rate: 0 };
}

function push(list, item) {
  list.push(item);
  if (list.length > KEPT) list.shift();
}

const take = {
  snapshot(message) {
    Object.assign(state, fresh());
    at('fleet').textContent = message.fleet;
    message.messages.forEach(m => take[m.type]?.(m));
  },
  report: message => push(state.reports, message),
  decision: message => push(state.decisions, message),
  version: message => state.versions.set(message.version, message),
  learning: message => push(state.learning, message),
  scenario: message => { state.scenario = message; },
  pulse: message => { state.rate = message.stepsPerSecond; },
};

function words(component) {
  return { NONE: 'all fits', WORLD_MODEL: 'world model', POLICY: 'policy' }[component] ?? component;
}

/** What a window shows beyond the component that is updated. */
function found(finding) {
  return { MIXED: ' (mixed: both no longer fit)', OBSERVATION: ' (observation: the sensors are at fault)' }[finding] ?? '';
}

function made(tag, text, className) {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

function marks() {
  const found = [];
  state.reports.forEach((report, i) => {
    const before = state.reports[i - 1];
    if (before && before.task !== report.task) found.push({ step: report.step, text: report.task });
    else if (before && before.version !== report.version) found.push({ step: report.step, text: `v${report.version}` });
  });
  return found;
}

function tiles() {
  const last = state.reports[state.reports.length - 1];
  const decision = state.decisions[state.decisions.length - 1];
  at('speed').textContent = `${short(state.rate)} steps/s`;
  at('shift').textContent = state.scenario?.shift ? `shift ${state.scenario.shift}` : '';
  if (!last) return;
  at('steps').textContent = last.step.toLocaleString('en');
  at('version').textContent = last.version;
  const version = state.versions.get(last.version);
  at('version-note').textContent = version?.decision ? `answers decision ${version.decision}` : 'as deployed';
  at('alarm').hidden = last.finding !== 'OBSERVATION';
  at('task').textContent = last.task;
  at('success').textContent = last.success == null ? '–' : `${(100 * last.success).toFixed(1)} %`;
  at('success-note').textContent = `${last.episodes} episodes in the last window`;
  const component = decision?.component ?? 'NONE';
  at('verdict').textContent = words(component);
  at('verdict').className = `figure ${component}`;
  at('verdict-note').textContent = decision ? `decision ${decision.id} at step ${decision.step.toLocaleString('en')}` : 'no decision so far';
}

function charts() {
  const shown = marks();
  line(at('success-chart'), state.reports.filter(r => r.success != null).map(r => ({ step: r.step, value: r.success })),
    { label: 'Success rate over steps', top: 1, marks: shown });
  for (const part of ['dynamics', 'policy']) {
    const rows = state.reports.map(r => ({ step: r.step, value: r[part].value, low: r[part].low, high: r[part].high, threshold: r[part].threshold }));
    line(at(`${part}-chart`), rows, { label: `Mismatch of the ${part} over steps`, threshold: r => r.threshold, marks: shown });
  }
  const last = state.reports[state.reports.length - 1];
  if (last) bars(at('bars'), last.signals.filter(s => s.signal !== 'success' && s.signal !== 'return'));
}

function decisions() {
  at('decisions').replaceChildren(...state.decisions.slice().reverse().map(decision => {
    const item = made('li', '', decision.component);
    item.append(made('p', `${decision.id}: ${words(decision.component)}${found(decision.finding)} at step ${decision.step.toLocaleString('en')}, version ${decision.version}`));
    item.append(made('p', `${decision.reason}. Rejected: ${words(decision.rejected)}, margin ${short(decision.margin)}; plain AdaWM would say ${words(decision.baseline)}.`));
    return item;
  }));
}

function versions() {
  at('versions').replaceChildren(...[...state.versions.values()].reverse().map(v => {
    const row = document.createElement('tr');
    [v.version, v.parent ?? '–', v.decision ?? '–', v.parent ? words(v.component) : '–', v.updates, short(v.parameters), short(v.bytes)]
      .forEach(cell => row.append(made('td', cell)));
    return row;
  }));
}

function learning() {
  const last = state.learning[state.learning.length - 1];
  if (!last) return;
  at('learning-note').textContent = `${last.component === 'NONE' ? 'idle' : `training the ${words(last.component)}`}, ${short(last.updatesPerSecond)} updates/s, replay ratio ${short(last.replayRatio)}`;
  const names = [...new Set(state.learning.flatMap(l => Object.keys(l.losses)))].sort();
  at('losses').replaceChildren(...names.map(name => {
    const box = document.createElement('div');
    const figure = document.createElement('figure');
    const rows = state.learning.filter(l => name in l.losses).map(l => ({ step: l.updates, value: l.losses[name] }));
    box.append(made('h2', `${name} ${short(rows[rows.length - 1].value)}`), figure);
    const top = Math.max(...rows.map(r => r.value));
    line(figure, rows, { label: `Loss ${name}`, zoom: true, top, unit: 'updates', height: 170 });
    return box;
  }));
}

function draw() {
  waiting = false;
  tiles();
  charts();
  decisions();
  versions();
  learning();
}

function drawSoon() {
  if (!waiting) {
    waiting = true;
    requestAnimationFrame(draw);
  }
}

function connect() {
  const events = new EventSource('events');
  events.onopen = () => { at('link').className = ''; at('link').textContent = 'live'; };
  events.onerror = () => { at('link').className = 'off'; at('link').textContent = 'reconnecting'; };
  events.onmessage = event => {
    const message = JSON.parse(event.data);
    take[message.type]?.(message);
    if (message.type === 'pulse') tiles();
    else drawSoon();
  };
}

draw();
connect();
