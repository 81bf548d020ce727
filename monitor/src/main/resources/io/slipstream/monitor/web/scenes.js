// Bird's-eye view: a few seconds of some environments, and over them what the world model imagined when they began.

import { colour, made, seconds } from './format.js';
import { state } from './state.js';

const TICK = 0.1;
const HOLD = 1.2; // seconds on the last frame before a clip begins again
const CAR = { length: 4.5, width: 1.9 };
const LANE = 3.5;
const NEAR = 1.5; // s to a collision
const OUTCOMES = {
  DESTINATION: 'arrived', COLLISION: 'collision', OUT_OF_LANE: 'left the lane', TIME_OUT: 'out of time', SIGNAL: 'ran a red light', STOP: 'ran a stop sign',
};
const still = matchMedia('(prefers-reduced-motion: reduce)');
const views = new Map();
let inks = null;
let host;
let visible = true;

/** Shows scenes in an element as they come. */
export function start(element) {
  host = element;
  new IntersectionObserver(entries => { visible = entries[0].isIntersecting; }).observe(host);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', repaint);
  requestAnimationFrame(frame);
}

/** Colours have changed. */
export function repaint() {
  inks = null;
  views.forEach(view => { view.drawn = -1; });
}

/** Takes note of what the state holds now. */
export function update() {
  for (const key of views.keys()) {
    if (!state.scenes.has(key)) {
      views.get(key).box.remove();
      views.delete(key);
    }
  }
  state.scenes.forEach((scene, key) => {
    const view = views.get(key) ?? open(key);
    if (!view.scene) begin(view, scene);
    else if (view.scene !== scene) view.next = scene;
  });
  host.parentElement.querySelector('.nothing').hidden = views.size > 0;
}

function open(key) {
  const canvas = made('canvas', { role: 'img' });
  const text = made('figcaption', {});
  const box = made('figure', {}, canvas, text);
  const view = { box, canvas, text, scene: null, next: null, began: 0, drawn: -1 };
  views.set(key, view);
  const order = [...views.keys()].sort();
  host.insertBefore(box, host.children[order.indexOf(key)] ?? null);
  return view;
}

function begin(view, scene) {
  view.scene = scene;
  view.next = null;
  view.began = performance.now();
  view.drawn = -1;
  view.camera = camera(scene);
  const off = missed(scene);
  view.text.replaceChildren(
    made('b', {}, `env ${scene.environment}`), ` ${scene.task} · v${scene.version}`, made('span', { class: 'off' }, off == null ? '' : `imagined off by ${off.toFixed(1)} m`));
  view.canvas.setAttribute('aria-label', `Environment ${scene.environment} on ${scene.task}${scene.outcome ? `, ${OUTCOMES[scene.outcome]}` : ''}${off == null ? '' : `; the imagined place of the ego vehicle is off by ${off.toFixed(1)} metres at the end`}`);
}

/** How far the imagined ego vehicle is from the real one at the last frame both have, m. */
function missed(scene) {
  const t = Math.min(scene.ego.length, scene.imaginedEgo.length) - 1;
  if (t < 1) return null;
  return Math.hypot(scene.ego[t][0] - scene.imaginedEgo[t][0], scene.ego[t][1] - scene.imaginedEgo[t][1]);
}

/** The way driven runs upwards through the middle; everything imagined of the ego vehicle fits, within reason. */
function camera(scene) {
  const [x, y, heading] = scene.ego[0];
  const all = [...scene.ego, ...scene.imaginedEgo];
  const ahead = all.map(p => (p[0] - x) * Math.cos(heading) + (p[1] - y) * Math.sin(heading));
  const left = all.map(p => (p[1] - y) * Math.cos(heading) - (p[0] - x) * Math.sin(heading));
  const centre = list => (Math.max(...list) + Math.min(...list)) / 2;
  const extent = list => Math.max(...list) - Math.min(...list);
  const span = Math.min(80, Math.max(44, extent(ahead) + 24, extent(left) + 24));
  const a = centre(ahead), l = centre(left);
  return { x: x + a * Math.cos(heading) - l * Math.sin(heading), y: y + a * Math.sin(heading) + l * Math.cos(heading), up: heading, span };
}

function frame(now) {
  requestAnimationFrame(frame);
  if (!visible || document.hidden) return;
  inks ??= Object.fromEntries(['ground', 'road', 'lane', 'route', 'car', 'ego', 'dream', 'bad', 'ok', 'warn', 'ink', 'card'].map(name => [name, colour(name)]));
  views.forEach(view => { if (view.scene) play(view, now); });
}

function play(view, now) {
  const length = view.scene.ego.length - 1;
  let t = still.matches ? length : (now - view.began) / 1000 / TICK;
  if (t > length + (view.scene.outcome || !view.next ? HOLD / TICK : 0)) {
    if (view.next) begin(view, view.next);
    else if (!still.matches) view.began = now;
    t = still.matches ? length : 0;
  }
  t = Math.min(t, length);
  // Twenty pictures a second are smooth enough and leave a phone its battery.
  const picture = Math.round(t * 2);
  if (picture !== view.drawn) {
    view.drawn = picture;
    paint(view, picture / 2);
  }
}

function paint(view, t) {
  const { canvas, scene, camera } = view;
  const ratio = devicePixelRatio || 1, size = canvas.clientWidth, tall = canvas.clientHeight;
  if (!size) return;
  if (canvas.width !== Math.round(size * ratio) || canvas.height !== Math.round(tall * ratio)) {
    canvas.width = Math.round(size * ratio);
    canvas.height = Math.round(tall * ratio);
  }
  const pen = canvas.getContext('2d');
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.fillStyle = inks.ground;
  pen.fillRect(0, 0, size, tall);
  const scale = Math.min(size, tall) / camera.span;
  pen.translate(size / 2, tall / 2);
  pen.scale(scale, -scale);
  pen.rotate(Math.PI / 2 - camera.up);
  pen.translate(-camera.x, -camera.y);
  roads(pen, scene);
  stop(pen, scene, Math.floor(t));
  tracks(pen, scene, t);
  between(scene.cars, t).forEach(car => vehicle(pen, car, inks.car));
  between(scene.imaginedCars, t).forEach(car => ghost(pen, car));
  const dreamt = pose(scene.imaginedEgo, t);
  if (dreamt) ghost(pen, dreamt);
  vehicle(pen, pose(scene.ego, t), inks.ego);
  const near = scene.ttc[Math.floor(t)];
  if (near >= 0 && near < NEAR) ring(pen, pose(scene.ego, t));
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  labels(pen, view, t, size, tall, near);
}

function roads(pen, scene) {
  pen.lineCap = 'butt';
  pen.lineJoin = 'round';
  const stroke = (line, width, ink) => {
    pen.beginPath();
    for (let i = 0; i < line.length; i += 2) pen.lineTo(line[i], line[i + 1]);
    pen.lineWidth = width;
    pen.strokeStyle = ink;
    pen.stroke();
  };
  // All borders first, so that no border runs across a junction.
  const all = [...scene.lanes, scene.route];
  all.forEach(line => stroke(line, LANE + 0.5, inks.lane));
  all.forEach(line => stroke(line, LANE, inks.road));
  pen.lineCap = 'round';
  stroke(scene.route, 1, inks.route);
}

/** Stop line, with the colour of the lights and, for those who do not see colours, their place: red at the left end, green at the right. */
function stop(pen, scene, t) {
  if (!scene.stop) return;
  const [x, y, cos, sin] = scene.stop;
  const light = scene.lights[t] ?? 0;
  pen.save();
  pen.translate(x, y);
  pen.rotate(Math.atan2(sin, cos));
  pen.fillStyle = [inks.ink, inks.bad, inks.ok, inks.warn][light];
  pen.fillRect(0, -LANE / 2, 0.5, LANE);
  if (light) {
    pen.beginPath();
    pen.arc(0.25, [0, LANE / 2 + 0.9, -LANE / 2 - 0.9, LANE / 2 + 0.9][light], 0.9, 0, 7);
    pen.fill();
  }
  pen.restore();
}

function tracks(pen, scene, t) {
  const line = (poses, ink, dash, width) => {
    pen.beginPath();
    poses.forEach(p => pen.lineTo(p[0], p[1]));
    pen.setLineDash(dash);
    pen.lineWidth = width;
    pen.strokeStyle = ink;
    pen.stroke();
    pen.setLineDash([]);
  };
  line(scene.ego.slice(0, Math.floor(t) + 1), inks.ego, [], 0.45);
  line(scene.imaginedEgo, inks.dream, [0.9, 0.9], 0.4);
}

/** A pose between two frames: x, y, heading. */
function pose(poses, t) {
  const i = Math.min(Math.floor(t), poses.length - 1), a = poses[i], b = poses[Math.min(i + 1, poses.length - 1)];
  return mixed(a, b, t - i);
}

function mixed(a, b, share) {
  if (!a || !b) return a;
  // Another car in the same place of the list: no car jumps so far in a tick.
  if (Math.hypot(b[0] - a[0], b[1] - a[1]) > 4) return share < 0.5 ? a : b;
  const turn = Math.atan2(Math.sin(b[2] - a[2]), Math.cos(b[2] - a[2]));
  return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]), a[2] + share * turn];
}

function between(frames, t) {
  const i = Math.min(Math.floor(t), frames.length - 1), now = frames[i] ?? [], next = frames[Math.min(i + 1, frames.length - 1)] ?? [];
  return now.map((car, k) => car && mixed(car, next[k] ?? car, t - i)).filter(Boolean);
}

function body(pen, [x, y, heading], draw) {
  pen.save();
  pen.translate(x, y);
  pen.rotate(heading);
  pen.beginPath();
  pen.roundRect(-CAR.length / 2, -CAR.width / 2, CAR.length, CAR.width, 0.5);
  draw();
  pen.restore();
}

function vehicle(pen, at, ink) {
  body(pen, at, () => {
    pen.fillStyle = ink;
    pen.fill();
    pen.fillStyle = inks.ground;
    pen.fillRect(0.5, -0.7, 0.8, 1.4); // windscreen: tells the front
  });
}

function ghost(pen, at) {
  body(pen, at, () => {
    pen.setLineDash([0.7, 0.45]);
    pen.lineWidth = 0.34;
    pen.strokeStyle = inks.dream;
    pen.stroke();
  });
}

function ring(pen, [x, y]) {
  pen.beginPath();
  pen.arc(x, y, 3.6, 0, 7);
  pen.lineWidth = 0.5;
  pen.strokeStyle = inks.bad;
  pen.stroke();
}

function labels(pen, view, t, size, tall, near) {
  const { scene, camera } = view;
  pen.font = '11px system-ui, sans-serif';
  const tag = (text, x, y, align, ink = inks.ink) => {
    const width = pen.measureText(text).width + 8;
    pen.globalAlpha = 0.85;
    pen.fillStyle = inks.card;
    pen.fillRect(align === 'right' ? x - width : x, y - 12, width, 16);
    pen.globalAlpha = 1;
    pen.fillStyle = ink;
    pen.textAlign = align;
    pen.fillText(text, align === 'right' ? x - 4 : x + 4, y);
  };
  const i = Math.floor(t);
  tag(`${scene.ego[i][3].toFixed(1)} m/s`, 4, tall - 8, 'left');
  if (near >= 0 && near < 10) tag(`TTC ${seconds(near)}${near < NEAR ? ' !' : ''}`, size - 4, tall - 8, 'right', near < NEAR ? inks.bad : inks.ink);
  if (scene.outcome && i >= scene.ego.length - 1) {
    const good = scene.outcome === 'DESTINATION';
    tag(`${good ? '✓' : '✕'} ${OUTCOMES[scene.outcome]}`, size - 4, 16, 'right', good ? inks.ok : inks.bad);
  }
  const ten = 10 * Math.min(size, tall) / camera.span;
  pen.strokeStyle = inks.ink;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(8, 8);
  pen.lineTo(8, 13);
  pen.lineTo(8 + ten, 13);
  pen.lineTo(8 + ten, 8);
  pen.stroke();
  pen.fillStyle = inks.ink;
  pen.textAlign = 'left';
  pen.fillText('10 m', 12 + ten, 14);
}
