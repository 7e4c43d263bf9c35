import type { Edge, Model } from '../model/model.ts';
import { arrowOf, crossesRect, pathOf } from './curve.ts';
import { formatCount, formatMs, formatShare } from './figures.ts';
import type { Frame } from './grid.ts';
import { LABEL_SIZE_PX, type PlacedLabel, placeLabels } from './labels.ts';
import { type Box, type Layout, layoutDiagram } from './layout.ts';
import { LEGEND_HEIGHT, legendOf } from './legend.ts';
import { type Markup, markup, render, trusted } from './markup.ts';
import { NAME_SIZE_PX } from './nodes.ts';
import { type EdgeState, type Overlay, type OverlayEdge, stateOfEdge, stateOfElement } from './overlay.ts';
import type { Way } from './route.ts';
import { diagramStyle } from './svg-style.ts';
import { measureText, wrapName } from './text-width.ts';

/**
 * Returns the blueprint's figure as an SVG document that stands alone or in a page: tiers from top to bottom, text as
 * text, light and dark. With an overlay, boxes and lines are coloured by what was observed and lines carry their
 * number of requests and p95 where there is room. The same model and overlay give the same bytes.
 */
export function drawDiagram(model: Model, options: { readonly overlay?: Overlay } = {}): string {
  const overlay = options.overlay ?? null;
  const declared = new Set(model.edges.map(({ from, to }) => keyOf(from, to)));
  const extra = (overlay?.edges ?? []).filter(
    (edge) => edge.observed && !declared.has(keyOf(edge.from, edge.to)),
  );
  const layout = layoutDiagram(model, extra);
  const height = layout.height + LEGEND_HEIGHT;
  const title = overlay === null ? model.title : `${model.title}: what was observed`;
  const lines = linesOf(model, layout, overlay);
  const titles = layout.frames.map((frame) => titleOf(frame, model, layout));
  return render(markup`<svg xmlns="http://www.w3.org/2000/svg" class="lintel-diagram${overlay === null ? '' : ' observed'}" viewBox="0 0 ${layout.width} ${height}" width="${layout.width}" height="${height}" role="img" aria-label="${title}">
<style>${trusted(diagramStyle)}</style>
<rect class="canvas" width="100%" height="100%"/>
<g>${layout.frames.map(drawFrame)}</g>
<g>${lines.map(drawLine)}</g>
<g>${layout.boxes.map((box) => drawBox(box, model, overlay))}</g>
<g>${titles.map(drawTitle)}</g>
<g>${overlay === null ? null : placeLabels(layout, wishesOf(lines), titles).map(drawLabel(lines))}</g>
${legendOf(layout, overlay !== null)}
</svg>
`);
}

/** A way with what is known of its edge. */
interface Line {
  readonly way: Way;
  readonly edge: Edge | null;
  readonly observed: OverlayEdge | null;
  readonly state: EdgeState | null;
}

function linesOf(model: Model, layout: Layout, overlay: Overlay | null): readonly Line[] {
  const edges = new Map(model.edges.map((edge) => [keyOf(edge.from, edge.to), edge]));
  const observed = new Map((overlay?.edges ?? []).map((edge) => [keyOf(edge.from, edge.to), edge]));
  const lines = layout.ways.map((way): Line => {
    const key = keyOf(way.from, way.to);
    const seen = observed.get(key) ?? null;
    const state = overlay === null ? null : seen === null ? 'idle' : stateOfEdge(seen);
    return { way, edge: edges.get(key) ?? null, observed: seen, state };
  });
  // What needs attention is drawn last, over the rest.
  return [...lines].sort((a, b) => rankOf(a.state) - rankOf(b.state));
}

function rankOf(state: EdgeState | null): number {
  return ['idle', 'healthy', 'degraded', 'undeclared'].indexOf(state ?? 'healthy');
}

function drawLine({ way, edge, observed, state }: Line): Markup {
  const width = state === null || state === 'idle' ? 1.25 : widthOf(observed?.count ?? 0);
  const classes = ['way', state, edge?.optional === true ? 'optional' : null, edge?.kind]
    .filter(Boolean)
    .join(' ');
  return markup`<g class="${classes}"><title>${describe(way, observed, state)}</title><path d="${pathOf(way)}" stroke-width="${width}"/><polygon points="${arrowOf(way, 6 + width)}"/></g>
`;
}

/** Ten times the traffic, a step more of width. */
function widthOf(count: number): number {
  return Math.min(3.2, Math.round((1.2 + 0.4 * Math.log10(Math.max(1, count))) * 10) / 10);
}

function describe(way: Way, observed: OverlayEdge | null, state: EdgeState | null): string {
  const name = `${way.from} → ${way.to}`;
  if (state === null) return name;
  if (observed === null || state === 'idle') return `${name}: declared, not exercised`;
  const failed = observed.failed === 0 ? 'none failed' : `${formatCount(observed.failed)} failed`;
  const figures = `${formatCount(observed.count)} requests, ${failed}, p50 ${formatMs(observed.p50Ms)}, p95 ${formatMs(observed.p95Ms)}`;
  return state === 'undeclared' ? `${name}: not declared; ${figures}` : `${name}: ${figures}`;
}

/** The labels in the order in which they are placed: what needs attention first, then by traffic. */
function wishesOf(lines: readonly Line[]): readonly { readonly way: Way; readonly text: string }[] {
  const labelled = lines.filter(
    ({ state, edge }) => state !== null && state !== 'idle' && edge?.kind !== 'storage',
  );
  return labelled
    .toSorted(
      (a, b) => rankOf(b.state) - rankOf(a.state) || (b.observed?.count ?? 0) - (a.observed?.count ?? 0),
    )
    .map(({ way, observed }) => ({ way, text: labelOf(observed) }));
}

function labelOf(observed: OverlayEdge | null): string {
  if (observed === null) return '';
  const p95 = observed.p95Ms === null ? '' : ` · ${formatMs(observed.p95Ms)}`;
  const failed = observed.failed === 0 ? '' : ` · ${formatShare(observed.failed / observed.count)} failed`;
  return `${formatCount(observed.count)}${failed === '' ? p95 : failed}`;
}

function drawLabel(lines: readonly Line[]): (label: PlacedLabel) => Markup {
  const states = new Map(lines.map(({ way, state }) => [way, state]));
  return ({ way, text, width, x, y }) =>
    markup`<g class="label ${states.get(way)}"><rect x="${round(x - width / 2)}" y="${round(y - 8)}" width="${round(width)}" height="16" rx="5"/><text x="${round(x)}" y="${round(y + LABEL_SIZE_PX * 0.36)}">${text}</text></g>
`;
}

function drawFrame({ x, y, width, height }: Frame): Markup {
  return markup`<rect class="frame" x="${x}" y="${y}" width="${width}" height="${height}" rx="10"/>`;
}

/** A frame's title stands left; where a line would run through it, on two lines or at the right. */
function titleOf(frame: Frame, model: Model, layout: Layout): Title {
  const text = model.pattern.tiers.find(({ key }) => key === frame.tier)?.title ?? frame.tier;
  const left = frame.x + 14;
  const place = (lines: readonly string[], isRight = false): Title => {
    const width = Math.max(...lines.map((line) => measureText(line, TITLE_SIZE_PX)));
    const x = isRight ? frame.x + frame.width - 14 - width : left;
    return { lines, x: round(x), y: frame.y + (lines.length === 1 ? 22 : 17), width };
  };
  const inWords = wrapName(text, TITLE_SIZE_PX, measureText(text, TITLE_SIZE_PX) - 1);
  const places = [place([text]), ...(inWords.length === 2 ? [place(inWords)] : []), place([text], true)];
  const isFree = ({ lines, x, y, width }: Title) =>
    !crossesRect(layout.ways, { x: x - 3, y: y - 12, width: width + 6, height: 14 * lines.length + 3 });
  return places.find(isFree) ?? place([text]);
}

const TITLE_SIZE_PX = 12;

interface Title {
  readonly lines: readonly string[];
  readonly x: number;
  /** Base line of the first line. */
  readonly y: number;
  readonly width: number;
}

function drawTitle({ lines, x, y }: Title): Markup {
  return markup`<text class="frame-title">${lines.map((line, index) => markup`<tspan x="${x}" y="${y + 14 * index}">${line}</tspan>`)}</text>`;
}

function drawBox(box: Box, model: Model, overlay: Overlay | null): Markup {
  const seen = overlay?.elements.find(({ name }) => name === box.id);
  const state = overlay === null ? null : stateOfElement(seen);
  const shape = box.tier === 'gateway' ? 'beam' : box.tier === 'storage' ? 'storage' : null;
  const classes = ['element', shape, state].filter(Boolean).join(' ');
  const figures = box.tier === 'gateway' ? `API gateway · ${noteOf(seen)}` : noteOf(seen);
  const note = overlay === null ? box.note : figures;
  const centre = box.x + box.width / 2;
  const nameTop = box.y + (box.height - box.lines.length * 15 - 13) / 2 + NAME_SIZE_PX - 1;
  const noteY = box.tier === 'storage' ? box.y + box.height / 2 + 7 : nameTop + box.lines.length * 15 + 1;
  const element = model.elements.find(({ name }) => name === box.id);
  const tooltip = [box.id, element?.title === box.id ? '' : element?.title, box.note]
    .filter(Boolean)
    .join(' · ');
  return markup`<g class="${classes}"><title>${overlay === null ? tooltip : `${tooltip} · ${note}`}</title>${outline(box)}${box.lines.map(
    (line, index) =>
      markup`<text class="name" x="${round(centre)}" y="${round(nameTop + index * 15)}" text-anchor="middle">${line}</text>`,
  )}<text class="note" x="${round(centre)}" y="${round(noteY)}" text-anchor="middle">${box.tier === 'storage' ? box.note : note}</text>${
    state === null || box.tier === 'storage'
      ? null
      : markup`<circle class="dot" cx="${round(box.x + (shape === 'beam' ? 18 : 11))}" cy="${round(box.y + (shape === 'beam' ? box.height / 2 : 11))}" r="3.5"/>`
  }</g>
`;
}

function noteOf(seen: { readonly count: number; readonly failed: number } | undefined): string {
  if (seen === undefined || seen.count === 0) return 'not exercised';
  if (seen.failed === 0) return formatCount(seen.count);
  return `${formatCount(seen.count)} · ${formatCount(seen.failed)} failed`;
}

/** A storage is drawn as a cylinder, devices rounder than services, backends with the corners of old machines. */
function outline({ tier, x, y, width, height }: Box): Markup {
  if (tier === 'storage') {
    const [rx, ry] = [width / 2, 5];
    const arc = `a${rx},${ry} 0 0 0 ${width},0`;
    const body = `M${round(x)},${y + ry}v${height - 2 * ry}${arc}v${-(height - 2 * ry)}a${rx},${ry} 0 0 0 ${-width},0${arc}`;
    return markup`<path class="box" d="${body}"/>`;
  }
  const radius = tier === 'devices' ? 14 : tier === 'backends' ? 2 : 7;
  return markup`<rect class="box" x="${round(x)}" y="${y}" width="${round(width)}" height="${height}" rx="${radius}"/>`;
}

function keyOf(from: string, to: string): string {
  return `${from}\0${to}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
