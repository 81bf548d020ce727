// Small SVG charts, drawn from scratch at every update: a few hundred points at most.

const SVG = 'http://www.w3.org/2000/svg';

function element(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  if (text !== undefined) made.textContent = text;
  return made;
}

export function short(value) {
  const size = Math.abs(value);
  if (size >= 1e6) return `${(value / 1e6).toFixed(1)}M`;
  if (size >= 1e4) return `${(value / 1e3).toFixed(0)}k`;
  if (size >= 100 || value === 0) return value.toFixed(0);
  return value.toPrecision(3).replace(/\.?0+$/, '');
}

function path(points, x, y) {
  return points.map((p, i) => `${i ? 'L' : 'M'}${x(p[0]).toFixed(1)},${y(p[1]).toFixed(1)}`).join('');
}

/** Line over steps. options: {label, top, threshold(row), marks: [{step, text}], height}. Rows: {step, value, low, high}. */
export function line(figure, rows, options) {
  const width = 560, height = options.height ?? 190;
  const pad = { left: 44, right: 10, top: 16, bottom: 22 };
  const svg = element('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': options.label });
  figure.replaceChildren(svg);
  if (rows.length === 0) {
    svg.append(element('text', { x: width / 2, y: height / 2, 'text-anchor': 'middle' }, 'no data yet'));
    return;
  }
  const last = rows[rows.length - 1].step;
  const from = rows.length > 1 ? rows[0].step : 0;
  const bounds = rows.flatMap(r => [r.value, r.high ?? r.value, options.threshold ? options.threshold(r) : 0]);
  const top = options.top ?? (Math.max(...bounds.filter(v => v < 1e300)) * 1.1 || 1);
  const bottom = options.zoom ? Math.min(...rows.map(r => r.value)) : 0;
  const x = step => pad.left + (width - pad.left - pad.right) * (step - from) / Math.max(1, last - from);
  const y = value => pad.top + (height - pad.top - pad.bottom)
    * (1 - (Math.min(top, Math.max(bottom, value)) - bottom) / (top - bottom || 1));
  for (let i = 0; i <= 2; i++) {
    const value = bottom + (top - bottom) * i / 2;
    svg.append(element('line', { class: 'grid', x1: pad.left, x2: width - pad.right, y1: y(value), y2: y(value) }));
    svg.append(element('text', { x: pad.left - 6, y: y(value) + 4, 'text-anchor': 'end' }, short(value)));
  }
  svg.append(element('text', { x: pad.left, y: height - 6 }, short(from)));
  svg.append(element('text', { x: width - pad.right, y: height - 6, 'text-anchor': 'end' }, `${short(last)} ${options.unit ?? 'steps'}`));
  let labelled = -Infinity; // where the last label ends; labels that would overlap are left out, their lines stay
  (options.marks ?? []).filter(m => m.step >= from && m.step <= last).forEach(m => {
    svg.append(element('line', { class: 'mark', x1: x(m.step), x2: x(m.step), y1: pad.top, y2: height - pad.bottom }));
    const halfWidth = 4 * m.text.length;
    if (x(m.step) - halfWidth > labelled) {
      svg.append(element('text', { x: x(m.step), y: pad.top - 3, 'text-anchor': 'middle' }, m.text));
      labelled = x(m.step) + halfWidth;
    }
  });
  if (rows.length > 1 && rows.every(r => r.low !== undefined)) {
    const edge = [...rows.map(r => [r.step, r.high]), ...rows.map(r => [r.step, r.low]).reverse()];
    svg.append(element('path', { class: 'band', d: `${path(edge, x, y)}Z` }));
  }
  if (options.threshold) {
    const known = rows.map(r => [r.step, options.threshold(r)]).filter(p => p[1] < 1e300);
    if (known.length) svg.append(element('path', { class: 'threshold', d: path(known, x, y) }));
  }
  svg.append(element('path', { class: 'value', d: path(rows.map(r => [r.step, r.value]), x, y) }));
}

/** Bars of value over threshold, which lies at 1. Readings: {signal, value, threshold}. */
export function bars(figure, readings) {
  const rows = readings.filter(r => r.threshold > 0 && r.threshold < 1e300);
  const width = 560, step = 22, left = 130, right = 60;
  const height = Math.max(step, rows.length * step) + 8;
  const svg = element('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': 'Signals against their thresholds' });
  const most = 2;
  const scale = (width - left - right) / most;
  rows.forEach((reading, i) => {
    const ratio = Math.max(0, reading.value / reading.threshold);
    const y = i * step + 4;
    svg.append(element('text', { x: left - 8, y: y + 12, 'text-anchor': 'end' }, reading.signal));
    svg.append(element('rect', { class: ratio > 1 ? 'bar over' : 'bar', x: left, y, width: Math.min(most, ratio) * scale, height: step - 8, rx: 2 }));
    svg.append(element('text', { x: left + Math.min(most, ratio) * scale + 5, y: y + 12 }, short(ratio)));
  });
  svg.append(element('line', { class: 'threshold', x1: left + scale, x2: left + scale, y1: 0, y2: height }));
  figure.replaceChildren(svg);
}
