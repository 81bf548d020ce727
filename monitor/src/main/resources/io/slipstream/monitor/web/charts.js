// Small SVG charts at the size they are shown: some hundred points at most, so drawing anew is cheap (docs/decisions/0010).

import { percent, short } from './format.js';

const SVG = 'http://www.w3.org/2000/svg';
const PAD = { left: 44, right: 12, top: 18 };
/** Room for the numbers of the axis, and for those of versions where they are marked. */
const bottomOf = options => options.marks ? 34 : 20;
const shown = new Map();
let cursor = null; // step that all charts over steps point at

export function element(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => { if (value != null) made.setAttribute(key, value); });
  made.append(...children);
  return made;
}

function path(points, x, y) {
  return points.map((p, i) => `${i ? 'L' : 'M'}${x(p[0]).toFixed(1)},${y(p[1]).toFixed(1)}`).join('');
}

/** Gridlines at round numbers, about as many as asked for. */
function ticks(from, to, count) {
  const rough = (to - from) / count || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map(f => f * power).find(s => s >= rough * 0.999) ?? rough;
  const found = [];
  for (let v = Math.ceil(from / step - 1e-9) * step; v <= to + step * 1e-6; v += step) found.push(Math.abs(v) < step * 1e-9 ? 0 : v);
  return found;
}

/**
 * Lines over steps.
 * series: [{name, className, rows: [{step, value, low, high, threshold}], dashed}]
 * options: {label, top, bottom, marks, format, unit, height, linked, zoom}
 */
export function lines(figure, series, options) {
  shown.forEach((chart, known) => { if (!known.isConnected && known !== figure) shown.delete(known); });
  shown.set(figure, { series, options });
  if (!figure.dataset.ready) prepare(figure);
  paint(figure);
}

function prepare(figure) {
  figure.dataset.ready = 'yes';
  figure.tabIndex = 0;
  new ResizeObserver(() => paint(figure)).observe(figure);
  figure.addEventListener('pointermove', event => point(figure, event.offsetX));
  figure.addEventListener('pointerleave', () => move(null));
  figure.addEventListener('blur', () => move(null));
  figure.addEventListener('keydown', event => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!direction) return;
    event.preventDefault();
    const rows = shown.get(figure).series[0]?.rows ?? [];
    const now = rows.findIndex(row => row.step === nearest(rows, cursor ?? Infinity)?.step);
    const next = rows[Math.min(rows.length - 1, Math.max(0, (now < 0 ? rows.length : now) + direction))];
    if (next) move(next.step);
  });
}

function nearest(rows, step) {
  return rows.reduce((best, row) => !best || Math.abs(row.step - step) < Math.abs(best.step - step) ? row : best, null);
}

function point(figure, pixels) {
  const { scale } = shown.get(figure);
  if (scale) move(scale.invert(pixels), figure);
}

/** Points all linked charts at a step; null for none. */
function move(step) {
  cursor = step;
  shown.forEach((chart, figure) => { if (figure.isConnected) guide(figure, chart); });
}

function bounds(series, options) {
  const values = series.flatMap(s => s.rows.flatMap(r => [r.value, r.high, r.low, r.threshold])).filter(v => v != null && Math.abs(v) < 1e300);
  let top = options.top ?? Math.max(...values, options.zoom ? -Infinity : 0);
  let bottom = options.bottom ?? (options.zoom ? Math.min(...values) : Math.min(0, ...values));
  if (!(top > bottom)) { top = bottom + (Math.abs(bottom) || 1); }
  const air = options.top == null ? (top - bottom) * 0.08 : 0;
  return { top: top + air, bottom: options.zoom ? bottom - air : bottom };
}

function paint(figure) {
  const chart = shown.get(figure);
  // A figure that has left the page is told of its size once more.
  if (!chart) return;
  const width = figure.clientWidth, height = chart.options.height ?? 176;
  if (!width) return;
  const series = chart.series.filter(s => s.rows.length);
  const svg = element('svg', { width, height, role: 'img', 'aria-label': described(chart) });
  figure.replaceChildren(svg);
  if (!series.length) {
    svg.append(element('text', { class: 'empty', x: width / 2, y: height / 2, 'text-anchor': 'middle' }, chart.options.empty ?? 'no data yet'));
    return;
  }
  const steps = series.flatMap(s => [s.rows[0].step, s.rows[s.rows.length - 1].step]);
  const from = Math.min(...steps), to = Math.max(...steps, from + 1);
  const { top, bottom } = bounds(series, chart.options);
  const foot = bottomOf(chart.options);
  const inner = { width: width - PAD.left - PAD.right, height: height - PAD.top - foot };
  const x = step => PAD.left + inner.width * (step - from) / (to - from);
  const y = value => PAD.top + inner.height * (1 - (Math.min(top, Math.max(bottom, value)) - bottom) / (top - bottom));
  chart.scale = { x, y, invert: pixels => from + (pixels - PAD.left) / inner.width * (to - from), base: height - foot };
  axes(svg, { from, to, top, bottom, x, y, width, height, base: height - foot }, chart.options);
  marks(svg, chart.options.marks ?? [], { from, to, x, width, base: height - foot });
  series.forEach(s => draw(svg, s, x, y));
  svg.append(element('g', { class: 'guide' }));
  guide(figure, chart);
}

function axes(svg, box, options) {
  const format = options.format ?? short;
  ticks(box.bottom, box.top, 3).forEach(value => {
    svg.append(element('line', { class: 'grid', x1: PAD.left, x2: box.width - PAD.right, y1: box.y(value), y2: box.y(value) }));
    svg.append(element('text', { x: PAD.left - 6, y: box.y(value) + 4, 'text-anchor': 'end' }, format(value)));
  });
  const places = ticks(box.from, box.to, Math.max(3, Math.floor(box.width / 110)));
  places.forEach(value => {
    const edge = box.x(value) > box.width - 30 ? 'end' : 'middle';
    svg.append(element('line', { class: 'tick', x1: box.x(value), x2: box.x(value), y1: box.base, y2: box.base + 3 }));
    svg.append(element('text', { x: box.x(value), y: box.height - 5, 'text-anchor': edge }, short(value)));
  });
}

/** Changes of the world as labelled lines from the top, versions as small triangles on the axis: labels that would overlap are left out. */
function marks(svg, all, box) {
  const free = { world: -Infinity, version: -Infinity };
  all.filter(m => m.step >= box.from && m.step <= box.to).forEach(mark => {
    const at = box.x(mark.step), { base } = box;
    if (mark.kind === 'world') {
      svg.append(element('line', { class: 'mark', x1: at, x2: at, y1: PAD.top - 4, y2: base }));
    } else {
      svg.append(element('path', { class: 'version', d: `M${at},${base - 6}l3.2,6h-6.4z` }));
    }
    const half = 3.4 * mark.text.length + 3;
    const place = Math.min(box.width - PAD.right - half + 8, Math.max(PAD.left + half - 8, at));
    if (place - half > free[mark.kind] && (mark.kind === 'world' || box.width > 200)) {
      const y = mark.kind === 'world' ? PAD.top - 7 : base + 12;
      svg.append(element('text', { class: mark.kind, x: place, y, 'text-anchor': 'middle' }, mark.text));
      free[mark.kind] = place + half;
    }
  });
}

function draw(svg, series, x, y) {
  const { rows, className } = series;
  if (rows.length > 1 && rows.every(r => r.low != null)) {
    const edge = [...rows.map(r => [r.step, r.high]), ...rows.map(r => [r.step, r.low]).reverse()];
    svg.append(element('path', { class: `band ${className}`, d: `${path(edge, x, y)}Z` }));
  }
  const limit = rows.filter(r => r.threshold != null && Math.abs(r.threshold) < 1e300);
  if (limit.length) svg.append(element('path', { class: 'threshold', d: stairs(limit, x, y) }));
  svg.append(element('path', { class: `value ${className}${series.dashed ? ' dashed' : ''}`, d: path(rows.map(r => [r.step, r.value]), x, y) }));
  const end = rows[rows.length - 1];
  svg.append(element('circle', { class: `end ${className}`, cx: x(end.step), cy: y(end.value), r: 2.6 }));
}

/** A threshold holds until the next one does. */
function stairs(rows, x, y) {
  const d = rows.map((r, i) => `${i ? 'H' : 'M'}${x(r.step).toFixed(1)}${i ? '' : ','}${i ? 'V' : ''}${y(r.threshold).toFixed(1)}`).join('');
  return rows.length === 1 ? `${d}h4` : d;
}

function guide(figure, chart) {
  const group = figure.querySelector('.guide');
  const readout = figure.parentElement.querySelector('.readout');
  if (!group || !chart.scale) return;
  group.replaceChildren();
  const linked = chart.options.linked !== false || figure.matches(':hover, :focus');
  if (cursor == null || !linked) {
    if (readout) readout.textContent = readout.dataset.rest ?? '';
    return;
  }
  const rows = chart.series.filter(s => s.rows.length).map(s => [s, nearest(s.rows, cursor)]);
  if (!rows.length) return;
  const at = chart.scale.x(rows[0][1].step);
  group.append(element('line', { x1: at, x2: at, y1: PAD.top, y2: chart.scale.base }));
  rows.forEach(([s, row]) => group.append(element('circle', { class: s.className, cx: chart.scale.x(row.step), cy: chart.scale.y(row.value), r: 3.5 })));
  if (readout) {
    const format = chart.options.format ?? short;
    const values = rows.map(([s, row]) => `${rows.length > 1 ? `${s.name} ` : ''}${format(row.value)}`).join(', ');
    const limit = Math.abs(rows[0][1].threshold) < 1e300 ? ` of ${format(rows[0][1].threshold)}` : '';
    const version = rows[0][1].version == null ? '' : ` · v${rows[0][1].version}`;
    readout.textContent = `${short(rows[0][1].step)}${version}: ${values}${limit}`;
  }
}

function described(chart) {
  const format = chart.options.format ?? short;
  const ends = chart.series.filter(s => s.rows.length).map(s => `${s.name} ${format(s.rows[s.rows.length - 1].value)}`);
  return `${chart.options.label}. ${ends.length ? `Latest: ${ends.join(', ')}` : 'No data yet'}.`;
}

/**
 * Signals as what they are when nothing has changed (bar from 0 to the threshold) against what the window shows (dot with its band), each in units of
 * its own threshold. Readings: {signal, value, low, high, level, threshold}.
 */
export function intervals(figure, readings) {
  const rows = readings.filter(r => r.threshold > 0 && r.threshold < 1e300)
    .sort((a, b) => b.value / b.threshold - a.value / a.threshold);
  const width = Math.max(240, figure.clientWidth), step = 21, left = 118, right = 52, top = 16;
  const height = top + rows.length * step + 6;
  const svg = element('svg', { width, height, role: 'img', 'aria-label': `Signals in units of their thresholds. ${rows.map(r => `${r.signal} ${(r.value / r.threshold).toFixed(1)}`).join(', ')}.` });
  const most = 3, scale = (width - left - right) / most;
  const x = ratio => left + Math.min(most, Math.max(0, ratio)) * scale;
  svg.append(element('text', { x: x(1), y: 10, 'text-anchor': 'middle' }, 'threshold'));
  rows.forEach((r, i) => {
    const y = top + i * step + step / 2, ratio = r.value / r.threshold, past = ratio > 1;
    const kind = past ? 'past' : 'within';
    svg.append(element('text', { class: past ? 'strong' : '', x: left - 8, y: y + 4, 'text-anchor': 'end' }, r.signal));
    svg.append(element('rect', { class: 'null', x: left, y: y - 5, width: scale, height: 10, rx: 2 }));
    // E_P is what tv has above its level, so its own is 0.
    const level = r.signal === 'E_P' ? 0 : r.level / r.threshold;
    svg.append(element('line', { class: 'level', x1: x(level), x2: x(level), y1: y - 5, y2: y + 5 }));
    svg.append(element('line', { class: `span ${kind}`, x1: x(r.low / r.threshold), x2: Math.max(x(r.high / r.threshold), x(r.low / r.threshold) + 1), y1: y, y2: y }));
    svg.append(past
      ? element('path', { class: `dot ${kind}`, d: `M${x(ratio)},${y - 5}l5,9h-10z` })
      : element('circle', { class: `dot ${kind}`, cx: x(ratio), cy: y, r: 3.6 }));
    svg.append(element('text', { class: past ? 'strong' : '', x: width - 4, y: y + 4, 'text-anchor': 'end' }, `${ratio > most ? '› ' : ''}${ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(2)}`));
  });
  svg.append(element('line', { class: 'threshold', x1: x(1), x2: x(1), y1: 14, y2: height - 4 }));
  figure.replaceChildren(svg);
}

/** Two distributions over the same classes: outlined where the version was calibrated, filled in the window. */
export function distributions(groups) {
  const box = document.createElement('div');
  box.className = 'distributions';
  groups.forEach(group => {
    const width = 210, height = 74, count = group.reference.length, gap = width / count;
    const top = Math.max(...group.reference, ...group.window, 1e-9);
    const y = value => 14 + (height - 18) * (1 - value / top);
    const svg = element('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `Latent ${group.group}: ${percent(group.distance)} of the steps would have to move` });
    svg.append(element('text', { x: 0, y: 9 }, `latent ${group.group}: ${percent(group.distance)} moved`));
    group.window.forEach((value, i) => svg.append(element('rect', { class: 'now', x: i * gap + 1, width: gap - 2, y: y(value), height: height - 4 - y(value) })));
    const edge = group.reference.map((value, i) => `${i ? 'L' : 'M'}${(i * gap).toFixed(1)},${y(value).toFixed(1)}H${((i + 1) * gap).toFixed(1)}`).join('');
    svg.append(element('path', { class: 'then', d: edge }));
    svg.append(element('line', { class: 'grid', x1: 0, x2: width, y1: height - 4, y2: height - 4 }));
    box.append(svg);
  });
  return box;
}
