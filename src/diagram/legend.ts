import type { Layout } from './layout.ts';
import { type Markup, markup } from './markup.ts';
import { measureText } from './text-width.ts';

/** Room that the legend takes below the figure. */
export const LEGEND_HEIGHT = 30;

interface Entry {
  readonly className: string;
  readonly text: string;
}

const OBSERVED: readonly Entry[] = [
  { className: 'healthy', text: 'healthy' },
  { className: 'degraded', text: 'with failures' },
  { className: 'idle', text: 'declared, not exercised' },
  { className: 'undeclared', text: 'observed, not declared' },
];

const DECLARED: readonly Entry[] = [
  { className: '', text: 'needed' },
  { className: 'optional', text: 'optional part' },
];

/** Returns the legend below the figure: what the lines mean, and for an observed one what stands on them. */
export function legendOf(layout: Layout, isObserved: boolean): Markup {
  let x = 20;
  const y = layout.height + 10;
  const entries = (isObserved ? OBSERVED : DECLARED).map(({ className, text }) => {
    const at = x;
    x += 28 + 8 + measureText(text, 11) + 22;
    return markup`<g class="way ${className}"><path d="M${at},${y}h28" stroke-width="2"/></g><text x="${at + 36}" y="${y + 4}">${text}</text>`;
  });
  const unit = 'on a line: requests · p95, or the share that failed';
  const fits = isObserved && x + measureText(unit, 11) < layout.width;
  return markup`<g class="legend">${entries}${fits ? markup`<text x="${x}" y="${y + 4}">${unit}</text>` : null}</g>`;
}
