// The time line of what was found, decided and asked for; each decision opens to its evidence.

import { distributions, intervals } from './charts.js';
import { GLYPHS, clock, made, percent, short, whole, words } from './format.js';
import { answers } from './health.js';
import { state, versionsOf } from './state.js';

const FINDINGS = { MIXED: 'mixed: both no longer fit', OBSERVATION: 'the sensors are at fault', DYNAMICS: 'dynamics changed', POLICY: 'policy is elsewhere' };
const KINDS = {
  PAUSE: 'pause', RESUME: 'resume', PROMOTE: 'promote', ROLL_BACK: 'roll back', FORCE_COMPONENT: 'force a component', CHANGE_SCENARIO: 'change the world',
};
const SHOWN = 200;
const items = new Map();
let opened = new Set();

/** Forgets what is shown, after a reconnect or a restart, but for what somebody had open. */
export function renew() {
  opened = new Set([...items].filter(([, item]) => item.querySelector('details[open]')).map(([key]) => key));
  items.forEach(item => item.remove());
  items.clear();
}

/** Brings the list up to date; what is open stays open. */
export function update(list) {
  const wanted = [...state.decisions.map(d => ['decision', d]), ...state.commands.map(c => ['command', c])]
    .sort((a, b) => b[1].at - a[1].at).slice(0, SHOWN);
  const keys = new Set();
  wanted.forEach(([kind, record], i) => {
    const key = `${kind}/${record.id}`;
    keys.add(key);
    let item = items.get(key);
    if (!item) {
      item = kind === 'decision' ? decision(record) : command(record);
      items.set(key, item);
      if (opened.delete(key) && kind === 'decision') item.querySelector('details').open = true;
    }
    if (kind === 'decision') outcome(item, record);
    if (list.children[i] !== item) list.insertBefore(item, list.children[i] ?? null);
  });
  items.forEach((item, key) => {
    if (!keys.has(key)) {
      item.remove();
      items.delete(key);
    }
  });
  list.parentElement.querySelector('.nothing').hidden = wanted.length > 0;
}

function line(glyph, className, title, step, at) {
  return [
    made('span', { class: `glyph ${className}`, 'aria-hidden': 'true' }, glyph),
    made('span', { class: 'what' }, ...title),
    made('span', { class: 'when' }, step == null ? clock(at) : `step ${short(step)}`),
  ];
}

function decision(record) {
  const finding = FINDINGS[record.finding];
  const title = [made('b', {}, `${record.id} ${words(record.component)}`), finding && finding !== words(record.component) ? ` · ${finding}` : ''];
  const details = made('details', {},
    made('summary', {}, ...line(GLYPHS[record.component], record.component, title, record.step, record.at), made('span', { class: 'outcome' })),
    made('div', { class: 'evidence' }, made('p', {}, `${capital(record.reason)}.`)));
  details.addEventListener('toggle', () => { if (details.open && !details.dataset.asked) open(details, record); });
  return made('li', { 'data-decision': record.id }, details);
}

const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

/** What became of it: versions, and success then and now. */
function outcome(item, record) {
  const versions = versionsOf(record);
  const text = record.component === 'NONE' ? '' : versions.length ? `→ ${answers(record)}${success(record, versions)}` : '→ no version yet';
  const place = item.querySelector('.outcome');
  if (place.textContent !== text) place.textContent = text;
}

function success(record, versions) {
  const then = state.reports.find(report => report.window === record.window);
  const latest = versions[versions.length - 1].version;
  const under = state.reports.filter(report => report.version === latest && report.success != null);
  const now = under[under.length - 1];
  return then?.success != null && now ? `, success ${percent(then.success)} → ${percent(now.success)}` : '';
}

function command(record) {
  const { task, shift, version, component } = record.arguments;
  const what = [task, shift && `shift ${shift}`, version && `v${version}`, component && words(component)].filter(Boolean).join(', ');
  return made('li', { class: 'command' },
    made('div', { class: 'row' }, ...line(GLYPHS.COMMAND, 'COMMAND',
      [made('b', {}, KINDS[record.kind] ?? words(record.kind)), what ? ` · ${what}` : ''], null, record.at)),
    made('p', { class: 'note' }, `${record.by}: ${record.reason}`));
}

async function open(details, record) {
  details.dataset.asked = 'yes';
  const place = details.querySelector('.evidence');
  const wait = made('p', { class: 'note' }, 'fetching the evidence …');
  place.append(wait);
  try {
    const answer = await fetch(`api/decisions/${record.id}`);
    const found = await answer.json();
    if (!answer.ok) throw new Error(found.error);
    wait.remove();
    show(place, record, found);
  } catch (error) {
    delete details.dataset.asked;
    wait.textContent = `The evidence could not be fetched (${error.message}); close and open to try again.`;
  }
}

function show(place, record, found) {
  const rejected = record.rejected === 'NONE' ? 'doing nothing' : `the ${words(record.rejected)}`;
  const facts = made('dl', {},
    ...fact('Rejected', `${rejected}, margin ${short(record.margin)} thresholds`),
    ...fact('Plain AdaWM says', `${words(record.baseline)} (E_P ≥ ${short(found.constants.C1)} E_π − ${short(found.constants.C2)})`),
    ...fact('Rests on', `window ${found.window}${found.steps ? `, ${whole(found.steps)} steps` : ''}, version ${record.version}`));
  const chart = made('figure', {});
  place.append(facts, made('h4', {}, 'Signals: this window against what is normal'), legend(['null', 'normal up to the threshold'], ['span', 'window, 95 % band'], ['past', '▲ past its threshold']), chart);
  intervals(chart, found.evidence.filter(r => r.signal !== 'success' && r.signal !== 'return'));
  if (found.visitation.length) {
    place.append(made('h4', {}, 'Where the policy drove: latents that moved most'), legend(['then', 'when calibrated'], ['now', 'in this window']), distributions(found.visitation));
  }
  const byTopic = grouped(found.offsets);
  place.append(made('h4', {}, 'Offsets on the log'), made('ul', { class: 'offsets' }, ...[...byTopic].map(([topic, ranges]) =>
    made('li', {}, made('code', {}, topic), ` ${ranges.map(r => `${r.partition}: [${r.from}, ${r.to})`).join('  ')}`))),
    made('p', { class: 'note' }, 'Computed again from them: ', made('code', {}, `slipstream replay --decision ${record.id}`)));
}

function grouped(offsets) {
  const map = new Map();
  offsets.forEach(o => map.set(o.topic, [...(map.get(o.topic) ?? []), o]));
  return map;
}

const fact = (name, text) => [made('dt', {}, name), made('dd', {}, text)];

export function legend(...entries) {
  return made('p', { class: 'legend' }, ...entries.map(([kind, text]) => made('span', {}, made('i', { class: kind, 'aria-hidden': 'true' }), text)));
}
