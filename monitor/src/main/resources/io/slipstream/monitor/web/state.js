// What the page knows. A snapshot replaces everything, so nothing of before a reconnect or a restart stays behind.

const KEPT = 400;

export function fresh() {
  return {
    fleet: '', reports: [], decisions: [], versions: new Map(), learning: [], commands: [], letters: [],
    scenes: new Map(), topics: [], deployments: null, alarms: null, pulse: null, movedAt: 0,
  };
}

export const state = fresh();

function push(list, item) {
  list.push(item);
  if (list.length > KEPT) list.shift();
}

const take = {
  report: message => push(state.reports, message),
  decision: message => push(state.decisions, message),
  version: message => state.versions.set(message.version, message),
  learning: message => push(state.learning, message),
  command: message => push(state.commands, message),
  letter: message => push(state.letters, message),
  scene: message => state.scenes.set(`${message.actor}/${message.environment}`, message),
  topics: message => { state.topics = message.topics; },
  pulse: message => {
    state.pulse = message;
    if (message.stepsPerSecond > 0) state.movedAt = message.at;
  },
  deployment: message => { state.deployments = replaced(state.deployments, message, 'fleet'); },
  alarm: message => { state.alarms = replaced(state.alarms, message, 'rule'); },
};

function replaced(list, message, key) {
  return [...(list ?? []).filter(known => known[key] !== message[key]), message];
}

/** Of a list that has the newest first, what came last by some key. */
export function newest(list, key) {
  const found = new Map();
  list.forEach(item => { if (!found.has(item[key])) found.set(item[key], item); });
  return [...found.values()];
}

/** Takes a message in; whether it changed anything. */
export function accept(message) {
  if (message.type === 'snapshot') {
    // Alarms and deployments come by another way; they are fetched anew after this.
    Object.assign(state, fresh(), { fleet: message.fleet });
    message.messages.forEach(accept);
    return true;
  }
  take[message.type]?.(message);
  return message.type in take;
}

export const last = list => list[list.length - 1];
export const lastReport = () => last(state.reports);

/** The world that was asked for last, and by whom. */
export function scenario() {
  return last(state.commands.filter(command => command.kind === 'CHANGE_SCENARIO'));
}

/** Changes of task, shift and version along the reports: {step, text, kind}. */
export function marks() {
  const found = [];
  state.reports.forEach((report, i) => {
    const before = state.reports[i - 1];
    if (!before) return;
    if (before.task !== report.task) found.push({ step: report.step, text: report.task, kind: 'world', task: true });
    if (before.version !== report.version) found.push({ step: report.step, text: `v${report.version}`, kind: 'version' });
  });
  // A shift is put on by a command; one that names no step holds from the first window after it.
  state.commands.filter(command => command.kind === 'CHANGE_SCENARIO').forEach(command => {
    const next = state.reports.findIndex(report => report.at > command.at);
    const shift = command.arguments.shift;
    if (next <= 0 || !shift) return;
    // A task that comes with the shift shows a few windows later, when most steps run under it: one mark for both.
    const task = found.findIndex(mark => mark.task && mark.step >= state.reports[next].step && mark.step <= state.reports[Math.min(next + 4, state.reports.length - 1)].step);
    const text = task < 0 ? shift : `${shift} ${found.splice(task, 1)[0].text}`;
    found.push({ step: Number(command.arguments.atStep) || state.reports[next - 1].step, text, kind: 'world' });
  });
  return found.sort((a, b) => a.step - b.step);
}

/** Versions trained for a decision, oldest first. */
export const versionsOf = decision => [...state.versions.values()].filter(v => v.decision === decision.id);

/** The policy came first: somebody who demonstrates drives better, so it learned that before the model it was told to train. */
export const policyFirst = decision => decision.component === 'WORLD_MODEL' && versionsOf(decision).some(v => v.component === 'POLICY');
