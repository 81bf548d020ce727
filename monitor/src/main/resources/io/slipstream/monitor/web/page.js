// Connects the page with the monitor and draws what changed, at most once a frame.

import { intervals, lines } from './charts.js';
import * as decisions from './decisions.js';
import { GLYPHS, at, ago, percent, say, seconds, short, whole, words } from './format.js';
import { health, speed } from './health.js';
import * as scenes from './scenes.js';
import { accept, last, lastReport, marks, newest, scenario, state } from './state.js';
import * as steering from './steering.js';
import * as tables from './tables.js';

const SILENCE = 6_000; // the monitor says something every second
const ICONS = { ok: '✓', busy: '▲', bad: '✕', unknown: '…' };
// Where the last records are, newest first, and what each replaces.
const OPEN = { alarms: ['api/alarms', 'rule'], deployments: ['api/deployments', 'fleet'] };
let link = 'connecting';
let build = null;
let heard = performance.now();
let events = null;
let patience = 500;
const waiting = new Set();

function connect() {
  events?.close();
  events = new EventSource('events');
  events.onopen = () => { heard = performance.now(); };
  events.onmessage = event => hear(JSON.parse(event.data));
  ['deployment', 'alarm'].forEach(type => events.addEventListener(type, event => hear({ ...JSON.parse(event.data), type })));
  events.onerror = () => {
    become('off');
    // A browser gives up for good when the answer is not a stream, as from a proxy whose monitor is away.
    if (events.readyState === EventSource.CLOSED) again();
  };
}

function again() {
  events.close();
  setTimeout(connect, patience);
  patience = Math.min(8000, patience * 2);
}

function become(now) {
  if (link === now) return;
  link = now;
  document.body.dataset.link = now;
  say(at('link'), now === 'live' ? 'live' : now === 'off' ? 'reconnecting' : 'connecting');
  draw('top');
}

function hear(message) {
  heard = performance.now();
  if (message.type === 'snapshot') {
    if (build && build !== message.build) {
      // The monitor was replaced by another release: its page is another one, too.
      location.reload();
      return;
    }
    build = message.build;
    patience = 500;
    accept(message);
    decisions.renew();
    at('losses').replaceChildren();
    become('live');
    fetchRest();
    draw('top', 'charts', 'decisions', 'tables', 'learning', 'scenes');
    return;
  }
  become('live');
  accept(message);
  draw(...({
    report: ['top', 'charts', 'decisions', 'tables'], decision: ['top', 'decisions'], version: ['top', 'decisions', 'tables'],
    learning: ['top', 'learning'], command: ['top', 'decisions', 'charts'], scene: ['scenes'], topics: ['topics'], letter: ['topics'],
    pulse: ['pulse'], alarm: ['top', 'tables'], deployment: ['top', 'tables'],
  }[message.type] ?? []));
}

/** Alarms and deployments are asked for; a monitor without them answers 404, and the page says so. */
function fetchRest() {
  Object.entries(OPEN).forEach(async ([name, [path, key]]) => {
    try {
      const answer = await fetch(path);
      if (!answer.ok) return;
      const found = await answer.json();
      state[name] = newest(Array.isArray(found) ? found : found[name] ?? [], key);
      draw('top', 'tables');
    } catch {
      // The stream tells that the monitor is away.
    }
  });
}

function draw(...parts) {
  if (!waiting.size && parts.length) requestAnimationFrame(paint);
  parts.forEach(part => waiting.add(part));
}

const parts = {
  top,
  pulse: top,
  charts,
  decisions: () => decisions.update(at('decisions')),
  tables: () => { tables.alarms(); tables.deployments(); tables.versions(version => steering.open(version)); tables.topics(); },
  topics: tables.topics,
  learning: tables.learning,
  scenes: scenes.update,
};

function paint() {
  const now = [...waiting];
  waiting.clear();
  now.forEach(part => parts[part]());
}

function top() {
  const report = lastReport();
  const told = health(link, state.pulse?.at ?? Date.now());
  const box = at('health');
  if (box.dataset.level !== told.level) box.dataset.level = told.level;
  say(at('icon'), ICONS[told.level]);
  say(at('well'), told.title);
  say(at('wrong'), told.wrong);
  say(at('done'), told.done);
  say(at('fleet'), state.fleet);
  document.title = `${ICONS[told.level]} ${state.fleet || 'Slipstream'} · ${told.title}`;
  facts(report);
}

function facts(report) {
  const version = report && state.versions.get(report.version);
  const world = scenario();
  const decision = last(state.decisions);
  say(at('verdict'), decision ? `${GLYPHS[decision.component]} ${words(decision.component)}` : '–');
  at('verdict').className = decision?.component ?? '';
  say(at('verdict-note'), decision ? `decision ${decision.id}, ${ago(decision.at, state.pulse?.at ?? Date.now())}` : 'no decision so far');
  say(at('steps'), report ? short(report.step) : '–');
  say(at('speed'), speed());
  say(at('version'), report ? `v${report.version}` : '–');
  say(at('version-note'), version?.decision ? `answers decision ${version.decision}` : 'as deployed');
  say(at('task'), report?.task ?? world?.arguments.task ?? '–');
  say(at('shift'), world?.arguments.shift ? `shift ${world.arguments.shift}` : 'no shift asked for');
  say(at('success'), percent(report?.success));
  say(at('success-note'), report ? `${whole(report.episodes)} episodes` : '');
  say(at('ttc'), seconds(report?.ttc));
  say(at('ttc-note'), report?.lowTtc == null ? 'mean of the window' : `under 1.5 s: ${percent(report.lowTtc)}`);
  say(at('score'), report?.score == null ? '–' : report.score.toFixed(2));
  say(at('score-note'), report?.comfort == null ? '' : `comfort ${percent(report.comfort)}`);
}

function charts() {
  const reports = state.reports, shown = marks(), now = lastReport();
  const rows = read => reports.filter(r => read(r) != null).map(r => ({ step: r.step, version: r.version, value: read(r) }));
  const chart = (id, series, options) => {
    const readout = at(id).parentElement.querySelector('.readout');
    readout.dataset.rest = options.rest ?? '';
    lines(at(id), series, { marks: shown, ...options });
  };
  chart('success-chart', [
    { name: 'success', className: 'main', rows: rows(r => r.success) },
    { name: 'driving score', className: 'second', dashed: true, rows: rows(r => r.score) },
  ], { label: 'Success rate and driving score over steps', top: 1, format: percent, rest: now ? `${percent(now.success)}, score ${percent(now.score)}` : '' });
  chart('ttc-chart', [{ name: 'time to collision', className: 'main', rows: rows(r => r.ttc) }],
    { label: 'Mean time to collision over steps', format: seconds, rest: seconds(now?.ttc) });
  for (const part of ['dynamics', 'policy']) {
    chart(`${part}-chart`, [{ name: part, className: part, rows: reports.map(r => ({ step: r.step, version: r.version, ...r[part] })) }],
      { label: `Mismatch of the ${part} over steps, with its 95 % band and threshold`, rest: now ? `${short(now[part].value)} of ${short(now[part].threshold)}` : '' });
  }
  if (now) intervals(at('signals'), [now.dynamics, now.policy, ...now.signals].filter(s => s.signal !== 'success' && s.signal !== 'return'));
}

function theme() {
  const order = ['light dark', 'light', 'dark'], names = ['system', 'light', 'dark'];
  let chosen = Math.max(0, order.indexOf(localStorage.getItem('slipstream.scheme')));
  const apply = () => {
    document.documentElement.style.colorScheme = order[chosen];
    say(at('theme'), `${['◐', '○', '●'][chosen]} ${names[chosen]}`);
    scenes.repaint();
  };
  at('theme').addEventListener('click', () => {
    chosen = (chosen + 1) % order.length;
    localStorage.setItem('slipstream.scheme', order[chosen]);
    apply();
  });
  apply();
}

// Answers from the monitor come every second; a connection that only seems to be there is opened anew.
setInterval(() => {
  if (performance.now() - heard > SILENCE) {
    heard = performance.now();
    become('off');
    connect();
  }
}, 1000);
addEventListener('resize', () => draw('charts'));

theme();
steering.start();
scenes.start(at('scenes'));
draw('top', 'charts', 'decisions', 'tables', 'learning');
connect();
