import { type Markup, markup } from '../markup.ts';
import type { IconId } from '../picture.ts';

/** Strokes on a ground of 24 by 24; drawn for Lintel. */
const PATHS: Readonly<Record<IconId, string>> = {
  phone:
    'M8 2.5h8a1.5 1.5 0 0 1 1.5 1.5v16a1.5 1.5 0 0 1-1.5 1.5H8A1.5 1.5 0 0 1 6.5 20V4A1.5 1.5 0 0 1 8 2.5zM10.5 18.5h3',
  // A lintel on its posts, and the way through.
  gateway: 'M3 4h18v4H3zM5.5 8v12.5M18.5 8v12.5M12 11v8M9 16l3 3 3-3',
  screen:
    'M3 5a1 1 0 0 1 1-1h16a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1zM3 8.5h18M6.5 12.5h4.5v4H6.5zM14 12.5h3.5M14 16.5h3.5',
  // Two wheels that turn each other.
  gears:
    'M8.1 4.7L8.4 2.9L10.2 2.9L10.5 4.7L11.7 5.2L13.2 4.2L14.4 5.4L13.4 6.9L13.9 8.1L15.7 8.4L15.7 10.2L13.9 10.5L13.4 11.7L14.4 13.2L13.2 14.4L11.7 13.4L10.5 13.9L10.2 15.7L8.4 15.7L8.1 13.9L6.9 13.4L5.4 14.4L4.2 13.2L5.2 11.7L4.7 10.5L2.9 10.2L2.9 8.4L4.7 8.1L5.2 6.9L4.2 5.4L5.4 4.2L6.9 5.2zM11.3 9.3a2 2 0 1 0 -4 0a2 2 0 1 0 4 0' +
    'M17.1 15L17.4 14L18.4 14L18.7 15L19.4 15.4L20.4 14.9L21 15.8L20.4 16.6L20.6 17.4L21.5 17.9L21.3 18.9L20.3 18.9L19.7 19.6L19.9 20.6L19 21.1L18.3 20.3L17.5 20.3L16.8 21.1L15.9 20.6L16.1 19.6L15.5 18.9L14.5 18.9L14.3 17.9L15.2 17.4L15.4 16.6L14.8 15.8L15.4 14.9L16.4 15.4zM19 17.6a1.1 1.1 0 1 0 -2.3 0a1.1 1.1 0 1 0 2.3 0',
  bell: 'M12 3a6 6 0 0 0-6 6v4.5L4 17h16l-2-3.5V9a6 6 0 0 0-6-6zM10 20a2.2 2.2 0 0 0 4 0',
  sync: 'M4.5 10.5a8 8 0 0 1 13.6-3.8L20.5 9M20.5 4v5h-5M19.5 13.5a8 8 0 0 1-13.6 3.8L3.5 15M3.5 20v-5h5',
  chart: 'M3.5 3.5v17h17M8 16.5v-5M12.5 16.5v-9M17 16.5v-6.5',
  shield: 'M12 2.5l7.5 2.8v5.9c0 4.7-3.1 8.2-7.5 10.3-4.4-2.1-7.5-5.6-7.5-10.3V5.3zM8.6 11.8l2.5 2.5 4.4-4.6',
  key: 'M8 20a4.5 4.5 0 1 1 3.2-7.7L20 3.5M11.2 12.3a4.5 4.5 0 0 1 1.3 3.2M16 7.5l3 3M8 15.5h.01',
  database:
    'M4.5 5.5c0-1.7 3.4-3 7.5-3s7.5 1.3 7.5 3-3.4 3-7.5 3-7.5-1.3-7.5-3zM4.5 5.5v13c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3v-13M4.5 12c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3',
  building:
    'M4.5 21V4.5A1.5 1.5 0 0 1 6 3h8a1.5 1.5 0 0 1 1.5 1.5V21M15.5 10H18a1.5 1.5 0 0 1 1.5 1.5V21M2.5 21h19M8 7h4M8 11h4M8 15h4',
  cloud: 'M7 19a4.5 4.5 0 0 1-.6-8.96A6 6 0 0 1 18 9.6 4.75 4.75 0 0 1 17.25 19z',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
};

/** Returns an icon with its left upper corner at a place. */
export function drawIcon(
  icon: IconId,
  at: { readonly x: number; readonly y: number },
  sizePx: number,
): Markup {
  return markup`<path class="icon" transform="translate(${round(at.x)} ${round(at.y)}) scale(${round(sizePx / 24)})" d="${PATHS[icon]}"/>`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
