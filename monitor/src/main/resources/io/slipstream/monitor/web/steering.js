// Buttons that put commands on the log. Without a token the page only reads; every command needs a reason, and the server's answer stands beside its button.

import { at, made, say } from './format.js';
import { state } from './state.js';

const TOKEN = 'slipstream.token', WHO = 'slipstream.who';
const PATIENCE = 10_000;
let token = sessionStorage.getItem(TOKEN);
let refusal = '';

/** Makes the dialog work. */
export function start() {
  at('who').value = localStorage.getItem(WHO) ?? '';
  at('who').addEventListener('change', () => localStorage.setItem(WHO, at('who').value));
  at('steer').addEventListener('click', () => open());
  at('close').addEventListener('click', () => at('steering').close());
  at('unlock').addEventListener('submit', event => {
    event.preventDefault();
    unlock(at('token').value.trim());
  });
  at('lock').addEventListener('click', () => lock('Locked again.'));
  document.querySelectorAll('#commands [data-command]').forEach(button => button.addEventListener('click', () => press(button)));
  at('reason').addEventListener('input', () => at('reason').setCustomValidity(''));
  show();
}

/** Opens the dialog, with a version to roll back to when one is given. */
export function open(version) {
  fillVersions(version);
  if (!at('steering').open) at('steering').showModal();
  show();
  (token ? at('reason') : at('token')).focus();
}

function fillVersions(version) {
  const numbers = [...state.versions.keys()].sort((a, b) => b - a);
  at('version-choice').replaceChildren(...numbers.map(n => made('option', { value: n, selected: n === version }, `v${n}`)));
}

function show() {
  const locked = !token;
  at('unlock').hidden = !locked;
  at('commands').disabled = locked;
  at('lock').hidden = locked;
  say(at('access'), locked ? 'read-only' : 'steering');
  at('access').className = locked ? '' : 'open';
  say(at('refusal'), refusal);
}

function lock(why) {
  token = null;
  sessionStorage.removeItem(TOKEN);
  refusal = why;
  show();
}

/** Asks the server with a command that says nothing: whoever has the right token is told that it is not one. */
async function unlock(candidate) {
  if (!candidate) {
    lock('Enter the token that the monitor was started with.');
    return;
  }
  say(at('refusal'), 'asking the monitor …');
  try {
    const answer = await post(candidate, {});
    if (answer.status === 400) {
      token = candidate;
      sessionStorage.setItem(TOKEN, token);
      at('token').value = '';
      refusal = '';
      show();
      at('reason').focus();
    } else {
      lock(await why(answer));
    }
  } catch (error) {
    lock(`The monitor could not be asked: ${error.message}.`);
  }
}

const post = (bearer, body) => fetch('api/control', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${bearer}` },
  body: JSON.stringify(body),
  signal: AbortSignal.timeout(PATIENCE),
});

async function why(answer) {
  const told = await answer.json().catch(() => ({}));
  if (answer.status === 401 && /expired/.test(told.error)) return `${told.error}. The page stays read-only.`;
  if (answer.status === 401) return 'Wrong token. The page stays read-only.';
  if (answer.status === 403) return 'Read-only: this monitor was started without a token.';
  if (told.error) return told.error;
  if (answer.status === 404 || answer.status === 405) return 'Read-only: this monitor does not take commands.';
  return `The monitor answered ${answer.status}.`;
}

/** The command of a button with what its row holds. */
function command(button) {
  const body = {
    id: identifier(), command: button.dataset.command, fleet: state.fleet, reason: at('reason').value.trim(), who: at('who').value.trim(),
  };
  (button.dataset.with ?? '').split(' ').filter(Boolean).forEach(name => {
    const field = at(`${name}-choice`);
    body[name] = field.type === 'number' || name === 'version' ? Number(field.value) : field.value.trim();
  });
  return body;
}

/** crypto.randomUUID is there on secure pages and localhost only; a monitor may be looked at over plain HTTP. */
function identifier() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = bytes[6] & 15 | 64;
  bytes[8] = bytes[8] & 63 | 128;
  const hex = [...bytes].map(b => b.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

async function press(button) {
  const answerPlace = button.closest('.row').querySelector('.answer');
  if (!complete(button)) return;
  const body = command(button);
  answer(answerPlace, 'sending …', '');
  button.disabled = true;
  try {
    const answered = await post(token, body);
    if (answered.status === 202) {
      const told = await answered.json();
      answer(answerPlace, `✓ on the log at offset ${told.offset}`, 'good');
    } else {
      const reason = await why(answered);
      answer(answerPlace, `✕ ${reason}`, 'bad');
      if (answered.status === 401 || answered.status === 403) lock(reason);
    }
  } catch (error) {
    answer(answerPlace, `✕ not known whether it arrived (${error.message}); the time line will show it if it did`, 'bad');
  } finally {
    button.disabled = false;
  }
}

/** Whether the reason, the name and the row's own fields are there; tells what is missing where it is missing. */
function complete(button) {
  const needed = ['reason', 'who', ...(button.dataset.with ?? '').split(' ').filter(Boolean).map(name => `${name}-choice`)];
  const missing = needed.map(at).find(field => !String(field.value).trim());
  if (missing) {
    missing.setCustomValidity(missing.id === 'reason' ? 'Say why: it is written to the log with the command.' : 'This is needed for the command.');
    missing.reportValidity();
    missing.addEventListener('input', () => missing.setCustomValidity(''), { once: true });
  }
  return !missing;
}

function answer(place, text, className) {
  place.className = `answer ${className}`;
  say(place, text);
}
