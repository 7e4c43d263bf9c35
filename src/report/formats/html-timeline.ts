import { formatMs } from '../../diagram/figures.ts';
import { type Markup, markup } from '../../diagram/markup.ts';
import { measureText, shortenText, type Type } from '../../diagram/measure-text.ts';
import type { FaultResult, Report, TimelineSecond } from '../report.ts';

const WIDTH = 1080;
const LEFT = 58;
const RIGHT = WIDTH - 46;
const LATENCY = { top: 46, bottom: 230 };
const REQUESTS = { top: 274, bottom: 364 };
const HEIGHT = 400;
const SMALL: Type = { sizePx: 11, bold: false };

/**
 * Returns the run over time as an SVG: above, p50 and p95 latency of the requests due in each second; below,
 * requests a second with those that came without an optional part or failed. Fault windows are shaded over both.
 */
export function drawTimeline(report: Report): Markup {
  const { timeline, faults } = report;
  const seconds = Math.max(
    1,
    (timeline.at(-1)?.second ?? 0) + 1,
    Math.ceil(report.scenario.durationMs / 1000),
  );
  const x = (second: number) => LEFT + ((RIGHT - LEFT) * Math.min(second, seconds)) / seconds;
  const highest = Math.max(1, ...timeline.map(({ p95Ms }) => p95Ms ?? 0));
  const most = Math.max(1, ...timeline.map(({ sent, failed }) => Math.max(sent, failed)));
  const latency = scaleOf(highest, LATENCY);
  const requests = scaleOf(most, REQUESTS);
  return markup`<svg class="timeline" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Latency and requests a second over the run">
${faults.map((fault, index) => drawWindow(fault, { x, index, seconds }))}
${drawRows(latency, formatMs)}${drawRows(requests, (value) => String(value))}
<text class="title" x="${LEFT}" y="${LATENCY.top - 12}">Latency</text>
<text class="title" x="${LEFT}" y="${REQUESTS.top - 12}">Requests a second</text>
${drawLatency(timeline, x, latency.y)}
${drawRequests(timeline, x, requests.y)}
${drawSeconds(seconds, x)}
</svg>`;
}

interface Scale {
  readonly y: (value: number) => number;
  readonly ticks: readonly number[];
}

function scaleOf(highest: number, panel: { readonly top: number; readonly bottom: number }): Scale {
  const step = niceStep(highest / 3.5);
  const top = Math.ceil(highest / step) * step;
  const y = (value: number) => round(panel.bottom - ((panel.bottom - panel.top) * value) / top);
  return { y, ticks: Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step) };
}

/** The next of 1, 2, 5, 10, 20, 50 … */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return ([1, 2, 5, 10].find((factor) => factor * power >= least) ?? 10) * power;
}

function drawRows({ y, ticks }: Scale, format: (value: number) => string): readonly Markup[] {
  return ticks.map(
    (
      value,
    ) => markup`<line class="${value === 0 ? 'axis' : 'grid'}" x1="${LEFT}" x2="${RIGHT}" y1="${y(value)}" y2="${y(value)}"/><text x="${LEFT - 9}" y="${round(y(value) + 4)}" text-anchor="end">${value === 0 ? '0' : format(value)}</text>
`,
  );
}

function drawSeconds(seconds: number, x: (second: number) => number): readonly Markup[] {
  const step = secondsStep(seconds / 10);
  const ticks = Array.from({ length: Math.floor(seconds / step) + 1 }, (_, index) => index * step);
  return ticks.map(
    (second) =>
      markup`<text x="${round(x(second))}" y="${REQUESTS.bottom + 20}" text-anchor="middle">${second === 0 ? '0 s' : formatMs(second * 1000)}</text>`,
  );
}

function secondsStep(least: number): number {
  return [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600].find((step) => step >= least) ?? 7200;
}

interface WindowPlace {
  readonly x: (second: number) => number;
  readonly index: number;
  readonly seconds: number;
}

/** A fault's window over both panels; its name stands above, one line lower for each further fault. */
function drawWindow(fault: FaultResult, { x, index, seconds }: WindowPlace): Markup {
  const from = round(x(fault.fromMs / 1000));
  const to = round(x(fault.toMs === null ? seconds : fault.toMs / 1000));
  const y = 12 + (index % 2) * 14;
  const name = shortenText(fault.expression, SMALL, RIGHT - LEFT - 120);
  const start = Math.max(LEFT + 90, Math.min(from + 4, RIGHT - measureText(name, SMALL)));
  return markup`<rect class="window" x="${from}" y="${LATENCY.top - 26}" width="${round(Math.max(1, to - from))}" height="${REQUESTS.bottom - LATENCY.top + 26}"><title>${fault.expression}</title></rect><line class="edge" x1="${from}" x2="${from}" y1="${LATENCY.top - 26}" y2="${REQUESTS.bottom}"/><line class="edge" x1="${to}" x2="${to}" y1="${LATENCY.top - 26}" y2="${REQUESTS.bottom}"/>${index < 2 ? markup`<text class="fault" x="${round(start)}" y="${y}">${name}</text>` : null}
`;
}

type Axis = (value: number) => number;

function drawLatency(timeline: readonly TimelineSecond[], x: Axis, y: Axis): Markup {
  const p95 = runsOf(timeline, ({ p95Ms }) => p95Ms);
  const p50 = runsOf(timeline, ({ p50Ms }) => p50Ms);
  const line = (run: Run) =>
    run
      .map(([second, value], index) => `${index === 0 ? 'M' : 'L'}${round(x(second + 0.5))},${y(value)}`)
      .join('');
  const area = (run: Run) => {
    const [first, last] = [run[0], run.at(-1)];
    if (first === undefined || last === undefined) return '';
    return `${line(run)}L${round(x(last[0] + 0.5))},${y(0)}L${round(x(first[0] + 0.5))},${y(0)}Z`;
  };
  const [end95, end50] = [p95.at(-1)?.at(-1), p50.at(-1)?.at(-1)];
  const isClose = end95 !== undefined && end50 !== undefined && y(end50[1]) - y(end95[1]) < 12;
  return markup`<path class="area" d="${p95.map(area).join('')}"/><path class="p50" d="${p50.map(line).join('')}"/><path class="p95" d="${p95.map(line).join('')}"/>${
    end95 &&
    markup`<text class="p95-name" x="${RIGHT + 8}" y="${y(end95[1]) + (isClose ? -3 : 4)}">p95</text>`
  }${end50 && markup`<text x="${RIGHT + 8}" y="${y(end50[1]) + (isClose ? 9 : 4)}">p50</text>`}`;
}

/** Neighbouring seconds with a value. */
type Run = readonly (readonly [second: number, value: number])[];

function runsOf(
  timeline: readonly TimelineSecond[],
  figureOf: (second: TimelineSecond) => number | null,
): readonly Run[] {
  const runs: [number, number][][] = [];
  let before = Number.NaN;
  for (const entry of timeline) {
    const value = figureOf(entry);
    if (value === null) continue;
    if (entry.second !== before + 1) runs.push([]);
    runs.at(-1)?.push([entry.second, value]);
    before = entry.second;
  }
  return runs;
}

function drawRequests(timeline: readonly TimelineSecond[], x: Axis, y: Axis): Markup {
  const bars = (range: (entry: TimelineSecond) => readonly [low: number, high: number]) =>
    timeline
      .map((entry) => {
        const [low, high] = range(entry);
        if (high <= low) return '';
        const gap = x(entry.second + 1) - x(entry.second) > 5 ? 0.75 : 0;
        const [left, right] = [round(x(entry.second) + gap), round(x(entry.second + 1) - gap)];
        return `M${left},${y(low)}V${y(high)}H${right}V${y(low)}Z`;
      })
      .join('');
  const failed = bars((entry) => [0, entry.failed]);
  const partial = bars((entry) => [entry.failed, entry.failed + entry.partial]);
  const rest = bars((entry) => [entry.failed + entry.partial, entry.sent]);
  const key = [
    ['sent', 'answered'],
    ['partial', 'without an optional part'],
    ['failed', 'failed'],
  ] as const;
  let at = RIGHT;
  const legend = key.toReversed().map(([className, text]) => {
    at -= measureText(text, SMALL) + 30;
    return markup`<rect class="${className}" x="${round(at)}" y="${REQUESTS.top - 21}" width="10" height="10" rx="2"/><text x="${round(at + 15)}" y="${REQUESTS.top - 12}">${text}</text>`;
  });
  return markup`<path class="sent" d="${rest}"/><path class="partial" d="${partial}"/><path class="failed" d="${failed}"/>${legend}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
