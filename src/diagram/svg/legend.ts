import { type Markup, markup } from '../markup.ts';
import { measureText } from '../measure-text.ts';
import type { Link, Picture } from '../picture.ts';

/** Room that the legend takes below the figure. */
export const LEGEND_HEIGHT = 34;

interface Entry {
  /** Of the sample line; null: a remark. */
  readonly classes: string | null;
  readonly text: string;
  /** Whether the picture has such a line. */
  readonly isShown: (link: Link) => boolean;
}

const DECLARED: readonly Entry[] = [
  { classes: 'call', text: 'calls', isShown: ({ kind, optional }) => kind === 'call' && !optional },
  { classes: 'call optional', text: 'calls for an optional part', isShown: ({ optional }) => optional },
  { classes: 'keys', text: 'fetches signing keys', isShown: ({ kind }) => kind === 'keys' },
  { classes: 'storage', text: 'reads and writes', isShown: ({ kind }) => kind === 'storage' },
];

const OBSERVED: readonly Entry[] = [
  { classes: 'healthy', text: 'healthy', isShown: () => true },
  { classes: 'degraded', text: 'with failures', isShown: () => true },
  { classes: 'idle', text: 'declared, not exercised', isShown: () => true },
  { classes: 'undeclared', text: 'observed, not declared', isShown: () => true },
  {
    classes: null,
    text: 'on a line: requests · p95, or the share that failed',
    isShown: ({ label }) => label.length > 0,
  },
];

const SAMPLE = 28;
const TYPE = { sizePx: 11.5, bold: false };

/** Returns the legend: what the lines of this picture mean. `y` is its upper edge; what does not fit is left out. */
export function legendOf(
  picture: Picture,
  place: { readonly x: number; readonly y: number; readonly width: number },
): Markup {
  const middle = place.y + LEGEND_HEIGHT / 2;
  let x = place.x;
  const entries = (picture.observed ? OBSERVED : DECLARED)
    .filter(({ isShown }) => picture.links.some(isShown))
    .map(({ classes, text }): Markup | null => {
      const sample = classes === null ? 0 : SAMPLE + 8;
      const at = x;
      const end = at + sample + measureText(text, TYPE);
      if (end > place.x + place.width) return null;
      x = end + 22;
      const line =
        classes === null
          ? null
          : markup`<g class="way ${classes}"><path d="M${n(at)},${middle}h${SAMPLE}"/></g>`;
      return markup`${line}<text x="${n(at + sample)}" y="${middle + 4}">${text}</text>`;
    });
  return markup`<g class="legend">${entries}</g>`;
}

function n(value: number): number {
  return Math.round(value * 10) / 10;
}
