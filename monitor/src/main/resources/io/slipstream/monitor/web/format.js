// Numbers, words and elements as the whole page writes them.

export const WORDS = { NONE: 'all fits', WORLD_MODEL: 'world model', POLICY: 'policy' };
/** Shapes stand beside colours everywhere, so that nobody needs the colours. */
export const GLYPHS = { NONE: '●', WORLD_MODEL: '■', POLICY: '◆', COMMAND: '▸' };

export const words = component => WORDS[component] ?? String(component).toLowerCase().replaceAll('_', ' ');

export function short(value) {
  if (value == null || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 1e6) return `${(value / 1e6).toFixed(size >= 1e7 ? 1 : 2)} M`;
  if (size >= 1e4) return `${(value / 1e3).toFixed(0)} k`;
  if (size >= 1e3) return `${(value / 1e3).toFixed(1)} k`;
  if (size >= 100 || value === 0) return value.toFixed(0);
  if (size >= 10) return value.toFixed(1);
  if (size >= 1) return value.toFixed(2);
  if (size >= 0.001) return value.toPrecision(2);
  return value.toExponential(0).replace('e-', 'e−');
}

export const whole = value => value == null ? '–' : Math.round(value).toLocaleString('en').replaceAll(',', ' ');
export const percent = value => value == null ? '–' : `${(100 * value).toFixed(0)} %`;
export const seconds = value => value == null ? '–' : `${value.toFixed(1)} s`;
export const times = ratio => `${ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(1)}×`;
export const bytes = value => value == null ? '–'
  : value >= 1e6 ? `${(value / 1e6).toFixed(1)} MB` : value >= 1e3 ? `${(value / 1e3).toFixed(0)} kB` : `${value} B`;

export function clock(at) {
  return at ? new Date(at).toLocaleTimeString('en-GB') : '';
}

export function ago(at, now) {
  const s = Math.max(0, Math.round((now - at) / 1000));
  if (s < 60) return `${s} s ago`;
  if (s < 3600) return `${Math.round(s / 60)} min ago`;
  if (s < 172800) return `${Math.round(s / 3600)} h ago`;
  return `${Math.round(s / 86400)} days ago`;
}

export const at = id => document.getElementById(id);

/** An element: made('p', {class: 'note'}, 'text', child, ...). Text never becomes markup. */
export function made(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => {
    if (value === true) element.setAttribute(name, '');
    else if (value !== false && value != null) element.setAttribute(name, value);
  });
  element.append(...children.filter(child => child != null));
  return element;
}

/** Text of an element, touched only when it changes, so that screen readers and observers hear of changes only. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

let probe;

/** A colour of the style sheet as the canvas understands it, in the scheme that is shown. */
export function colour(name) {
  probe ??= document.body.appendChild(made('span', { hidden: true }));
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}
