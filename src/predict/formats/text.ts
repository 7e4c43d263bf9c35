import { alignColumns, type Cell } from '../../diagnostics/columns.ts';
import { escapeControl } from '../../diagnostics/escape-control.ts';
import type { Palette } from '../../diagnostics/palette.ts';
import type {
  BackendBudget,
  Budget,
  BudgetScenario,
  JourneyBudget,
  ObjectiveBudget,
  RequestBudget,
} from '../budget.ts';
import type { BudgetTerm } from '../budget-terms.ts';
import type { Predicted } from '../forecast.ts';
import { grouped, inBytes, inDays, inPercent, perSecond, plainMs, threeDigits } from '../words.ts';

/**
 * Returns the arithmetic of a blueprint as tables for a terminal, ending with a line break: what is predicted of journeys and
 * steps, beside their objectives; where the time of each request may go; the load of backends, and what fills storages. At
 * most 110 columns wide. Control characters from the blueprint are escaped.
 */
export function formatBudget(budget: Budget, palette: Palette): string {
  const blocks = [
    headline(budget, palette),
    journeysBlock(budget.journeys, palette),
    requestsBlock(budget.requests, palette),
    backendsBlock(budget, palette),
    storagesBlock(budget, palette),
  ].filter((block) => block.length > 0);
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

type Block = readonly string[];
type Row = readonly Cell[];

function headline({ title, scenario }: Budget, { bold }: Palette): Block {
  const under =
    scenario === null
      ? 'There is no scenario: without load, and every phone for the first time.'
      : `Under scenario ${escapeControl(scenario.name)}: ${rateWords(scenario)} for ${inDays(scenario.durationMs)}, without faults.`;
  return [
    bold(`${escapeControl(title)}: what its own figures come to`),
    `${under} Times are in milliseconds.`,
  ];
}

function rateWords({ meanPerSecond, peakPerSecond }: BudgetScenario): string {
  const mean = `${threeDigits(meanPerSecond)} journeys/s`;
  return meanPerSecond === peakPerSecond
    ? mean
    : `${mean} on average, ${threeDigits(peakPerSecond)} at the peak,`;
}

function journeysBlock(journeys: readonly JourneyBudget[], palette: Palette): Block {
  if (journeys.length === 0) return [];
  const titles = ['p50', 'p95', 'p99', 'success'].map((text) => right(text, palette.dim));
  const header: Row = [left('Predicted', palette.bold), ...titles, left('objectives', palette.dim)];
  const rows = journeys.flatMap((journey): readonly Row[] => [
    figuresRow(`${journey.journey} (${journey.app}, ${inPercent(journey.share)})`, journey, palette),
    figuresRow('  (connection, sign-in)', { predicted: journey.beginning, objectives: [] }, palette),
    ...journey.steps.map((step) => figuresRow(`  ${step.label}`, step, palette)),
  ]);
  return alignColumns([header, ...rows], '');
}

function figuresRow(
  name: string,
  {
    predicted,
    objectives,
  }: { readonly predicted: Predicted; readonly objectives: readonly ObjectiveBudget[] },
  palette: Palette,
): Row {
  const { p50Ms, p95Ms, p99Ms, success } = predicted;
  const isMet = objectives.every(({ met }) => met);
  const words = objectives.map(objectiveWords).join(', ');
  return [
    left(clipped(name, 44)),
    ...[p50Ms, p95Ms, p99Ms].map((ms) => right(msOrDash(ms))),
    right(inPercent(success)),
    left(words, isMet ? palette.green : palette.red),
  ];
}

function objectiveWords({ metric, unit, limit, met }: ObjectiveBudget): string {
  const wanted = unit === 'ms' ? `${metric} <= ${plainMs(limit)}` : `${metric} >= ${inPercent(limit)}`;
  return `${wanted} ${met ? 'met' : 'missed'}`;
}

function requestsBlock(requests: readonly RequestBudget[], palette: Palette): Block {
  if (requests.length === 0) return [];
  const titles = ['typical', 'at most', 'within'].map((text) => right(text, palette.dim));
  const header: Row = [left('Time by deadlines', palette.bold), left(''), ...titles];
  const terms = requests.flatMap((request) => request.terms.map((term) => termRow(term, palette)));
  const [first = '', ...lines] = alignColumns([header, ...terms], '');
  let at = 0;
  const tables = requests.flatMap((request) => {
    const own = lines.slice(at, at + request.terms.length);
    at += own.length;
    return ['', palette.cyan(clipped(requestTitle(request), 100)), ...own];
  });
  const legend = '* takes longest by its timeouts (attempts x timeout + backoff), with what it waits for';
  const over = requests.some(({ terms: of }) => of.some(({ nests }) => !nests));
  const more = over ? '; over: longer than it is waited for' : '';
  return [first, ...tables, '', palette.dim(`${legend}${more}`)];
}

/** A step is named by its request already, but for those of mobile services. */
function requestTitle({ steps, method, path }: RequestBudget): string {
  const request = `${method} ${path}`;
  const others = steps.filter((step) => step !== request);
  return others.length === 0 ? request : `${others.join(', ')}: ${request}`;
}

function termRow(term: BudgetTerm, palette: Palette): Row {
  const { depth, who, what, typicalMs, worstMs, limitMs, nests, critical } = term;
  const marks = [...(nests ? [] : ['over']), ...(critical ? ['*'] : [])].join(' ');
  return [
    left(clipped(`${'  '.repeat(depth)}${who}`, 40)),
    left(clipped(what, 33), palette.dim),
    right(msOrDash(typicalMs)),
    right(worstMs === null ? '' : plainMs(worstMs), nests ? undefined : palette.red),
    right(limitMs === null ? '' : plainMs(limitMs)),
    left(marks, nests ? undefined : palette.red),
  ];
}

function backendsBlock({ peak }: Budget, palette: Palette): Block {
  if (peak === null || peak.backends.length === 0) return [];
  const titles = ['capacity', 'expected', '', 'no cache', '', 'all fail', ''];
  const at = `Backends at the peak of ${escapeControl(peak.scenario)}: ${threeDigits(peak.journeysPerSecond)} journeys/s`;
  const rows = peak.backends.map((backend) => backendRow(backend, palette));
  const header: Row = [left(''), ...titles.map((text) => right(text, palette.dim))];
  const legend = 'all fail: every request without a cache, with all of its attempts, before a breaker opens';
  return [palette.bold(at), ...alignColumns([header, ...rows], ''), palette.dim(legend)];
}

function backendRow(backend: BackendBudget, palette: Palette): Row {
  const { capacityPerSecond, expectedPerSecond, uncachedPerSecond, mostPerSecond } = backend;
  const asked = [expectedPerSecond, uncachedPerSecond, mostPerSecond].flatMap((rate): readonly Cell[] => {
    const use = capacityPerSecond === null ? null : rate / capacityPerSecond;
    const paint = use !== null && use > 1 ? palette.red : undefined;
    return [right(perSecond(rate), paint), right(use === null ? '' : `${Math.round(use * 100)} %`, paint)];
  });
  const capacity = capacityPerSecond === null ? 'unlimited' : perSecond(capacityPerSecond);
  return [left(clipped(`  ${backend.backend}`, 42)), right(capacity), ...asked];
}

function storagesBlock({ storages, journeysPerDay }: Budget, palette: Palette): Block {
  if (storages.length === 0) return [];
  const titles = ['size', 'a day', 'in the end', 'full after'];
  const header: Row = [left(''), ...titles.map((text) => right(text, palette.dim))];
  const rows = storages.map(
    ({ service, sizeBytes, bytesPerDay, mostBytes, fullAfterMs }): Row => [
      left(clipped(`  ${service}`, 42)),
      ...[sizeBytes, bytesPerDay, mostBytes].map((bytes) => right(inBytes(bytes))),
      fullAfterMs === null ? right('–') : right(inDays(fullAfterMs), palette.red),
    ],
  );
  const by = `Storages by ${grouped(journeysPerDay)} journeys a day`;
  return [palette.bold(by), ...alignColumns([header, ...rows], '')];
}

function msOrDash(ms: number | null): string {
  return ms === null ? '–' : plainMs(ms);
}

function clipped(text: string, width: number): string {
  const safe = [...escapeControl(text)];
  return safe.length <= width ? safe.join('') : `${safe.slice(0, width - 1).join('')}…`;
}

function left(text: string, paint?: (text: string) => string): Cell {
  return paint === undefined ? { text } : { text, paint };
}

function right(text: string, paint?: (text: string) => string): Cell {
  return { ...left(text, paint), align: 'right' };
}
