import type { Point } from '../layout/layout.ts';
import { type Markup, markup } from '../markup.ts';
import type { Link } from '../picture.ts';
import { LABEL_LEADING, labelLines } from './label.ts';
import type { SceneLine } from './scene.ts';

const RADIUS = 8;
const ARROW = { length: 8, half: 3.6 };

/** Draws a link: a line with round corners and an arrow at its end; nothing where there is no way. */
export function drawLine({ link, way }: SceneLine): Markup | null {
  if (way.points.length < 2) return null;
  const width = link.count > 0 ? markup` style="stroke-width:${widthOf(link.count)}"` : null;
  return markup`<g class="${classesOf('way', link)}"><title>${link.tooltip}</title><path d="${pathOf(way.points)}"${width}/><polygon points="${arrowOf(way.points)}"/></g>
`;
}

/** Draws a link's label on its line. */
export function drawLabel({ link, way }: SceneLine): Markup | null {
  const { label } = way;
  if (label === null) return null;
  const lines = labelLines(link);
  const first = label.y + (label.height - lines.length * LABEL_LEADING) / 2;
  const texts = lines.map((line, index) => {
    const y = n(first + (index + 0.74) * LABEL_LEADING);
    const name = index === 0 && link.state === null ? 'protocol' : null;
    return markup`<text${name === null ? null : markup` class="${name}"`} x="${n(label.x + label.width / 2)}" y="${y}">${line}</text>`;
  });
  return markup`<g class="${classesOf('label', link)}"><rect x="${label.x}" y="${label.y}" width="${label.width}" height="${label.height}" rx="4"/>${texts}</g>
`;
}

/** Returns the SVG path along some points, its corners rounded, that ends where the arrow begins. */
export function pathOf(points: readonly Point[]): string {
  const [start, ...rest] = points;
  if (start === undefined) return '';
  const pieces = rest.map((to, index) => {
    const next = rest[index + 1];
    if (next === undefined) return `L${at(shortened(points, ARROW.length - 1))}`;
    const from = points[index] ?? start;
    const radius = Math.min(RADIUS, lengthOf(from, to) / 2, lengthOf(to, next) / 2);
    return `L${at(towards(to, from, radius))}Q${at(to)} ${at(towards(to, next, radius))}`;
  });
  return `M${at(start)}${pieces.join('')}`;
}

function arrowOf(points: readonly Point[]): string {
  const tip = points.at(-1) ?? { x: 0, y: 0 };
  const base = shortened(points, ARROW.length);
  const length = lengthOf(base, tip) || 1;
  const side = { x: ((tip.y - base.y) / length) * ARROW.half, y: ((base.x - tip.x) / length) * ARROW.half };
  return [tip, { x: base.x + side.x, y: base.y + side.y }, { x: base.x - side.x, y: base.y - side.y }]
    .map(at)
    .join(' ');
}

/** The end of the line, moved back along its last piece. */
function shortened(points: readonly Point[], by: number): Point {
  const [before, end] = [points.at(-2), points.at(-1)];
  if (before === undefined || end === undefined) return { x: 0, y: 0 };
  return towards(end, before, Math.min(by, lengthOf(before, end)));
}

function towards(from: Point, to: Point, distance: number): Point {
  const length = lengthOf(from, to);
  if (length === 0) return from;
  return {
    x: from.x + ((to.x - from.x) * distance) / length,
    y: from.y + ((to.y - from.y) * distance) / length,
  };
}

function lengthOf(from: Point, to: Point): number {
  return Math.hypot(to.x - from.x, to.y - from.y);
}

/** Ten times the traffic, a step more of width. */
function widthOf(count: number): number {
  return Math.min(3.2, n(1.2 + 0.4 * Math.log10(count)));
}

function classesOf(base: 'way' | 'label', { kind, optional, state }: Link): string {
  return [base, kind, optional ? 'optional' : null, state].filter((name) => name !== null).join(' ');
}

function at({ x, y }: Point): string {
  return `${n(x)},${n(y)}`;
}

function n(value: number): number {
  return Math.round(value * 10) / 10;
}
