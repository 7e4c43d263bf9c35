import { DEFAULTS } from '../../blueprint/defaults.ts';
import { entryAt, itemsAt, mapsAt, optionalQuantityAt, quantityAt, textAt } from '../../blueprint/fields.ts';
import { parseDuration, parseRate } from '../../blueprint/quantities.ts';
import type { MapEntry, MapNode, Node } from '../../source/parsed-document.ts';
import { type FaultGround, faultTargetProblem } from '../fault-target.ts';
import { isProblem, readFault } from '../faults.ts';
import { type LoadSegment, loadFromText, phasesOf } from '../load.ts';
import type { FaultSpec, LoadPhase, Scenario } from '../model.ts';
import { type Place, type Resolution, reportAt, writtenIn } from './resolution.ts';

type MapValueEntry = MapEntry & { readonly value: MapNode };

/** Returns the scenarios; what cannot be run or injected is reported and left out. */
export function resolveScenarios(work: Resolution, ground: FaultGround | null): readonly Scenario[] {
  return mapsAt(work.blueprint.root, 'scenarios').map((entry) => {
    const path = `scenarios.${entry.key}`;
    const load = resolveLoad(entry.value);
    const durationMs = load.at(-1)?.toMs ?? 0;
    checkLoad(work, { entry, path }, load);
    return {
      name: entry.key,
      description: textAt(entry.value, 'description') ?? '',
      load,
      durationMs,
      faults: resolveFaults(work, { entry, path, durationMs }, ground),
      span: entry.keySpan,
      path,
      written: writtenIn(entry.value),
    };
  });
}

function resolveLoad(node: MapNode): readonly LoadPhase[] {
  const text = textAt(node, 'load');
  if (text !== null) {
    const durationMs = quantityAt(node, 'for', { parse: parseDuration, default: DEFAULTS.scenario.for });
    return loadFromText(text, durationMs) ?? [];
  }
  const segments = itemsAt(node, 'load').flatMap((item) => readSegment(item) ?? []);
  return phasesOf(segments, optionalQuantityAt(node, 'for', parseDuration));
}

function readSegment(node: Node): LoadSegment | null {
  if (node.type !== 'map') return null;
  const at = optionalQuantityAt(node, 'at', parseRate);
  const holdMs = optionalQuantityAt(node, 'for', parseDuration);
  if (at !== null && holdMs !== null) return { durationMs: holdMs, startPerSecond: at, endPerSecond: at };
  const to = optionalQuantityAt(node, 'to', parseRate);
  const overMs = optionalQuantityAt(node, 'over', parseDuration);
  return to === null || overMs === null
    ? null
    : { durationMs: overMs, startPerSecond: null, endPerSecond: to };
}

interface ScenarioAt {
  readonly entry: MapValueEntry;
  readonly path: string;
}

function checkLoad(work: Resolution, at: ScenarioAt, load: readonly LoadPhase[]): void {
  const place = { span: at.entry.keySpan, path: at.path };
  const name = at.entry.key;
  // No load at all is a mistake of the shape, and reported as such.
  if (load.length === 0) return;
  if (load.every((phase) => phase.startPerSecond === 0 && phase.endPerSecond === 0)) {
    reportAt(work, place, {
      rule: 'scenario',
      message: `scenario "${name}" has no load`,
      hint: 'give it a rate above 0',
    });
  }
  if ((load.at(-1)?.toMs ?? 0) <= 0) {
    reportAt(work, place, {
      rule: 'scenario',
      message: `scenario "${name}" takes no time`,
      hint: 'give it a "for" above 0',
    });
  }
  checkStarts(work, place, { name, load });
}

/** Two days and more at the load that one machine can simulate. */
const MOST_STARTS = 10_000_000;

function checkStarts(
  work: Resolution,
  place: Place,
  { name, load }: { readonly name: string; readonly load: readonly LoadPhase[] },
): void {
  const starts = load.reduce((sum, { fromMs, toMs, startPerSecond, endPerSecond }) => {
    return sum + ((startPerSecond + endPerSecond) / 2) * ((toMs - fromMs) / 1000);
  }, 0);
  if (starts <= MOST_STARTS) return;
  reportAt(work, place, {
    rule: 'scenario',
    message: `scenario "${name}" would start ${shownCount(starts)} journeys, more than ${shownCount(MOST_STARTS)}`,
    hint: 'give it a lower load or a shorter "for"',
  });
}

/** Returns 12345678 as `12.3 million`. */
function shownCount(count: number): string {
  const [word, unit] =
    count >= 1e12 ? ['trillion', 1e12] : count >= 1e9 ? ['billion', 1e9] : ['million', 1e6];
  return `${Number((count / unit).toFixed(1))} ${word}`;
}

function resolveFaults(
  work: Resolution,
  at: ScenarioAt & { readonly durationMs: number },
  ground: FaultGround | null,
): readonly FaultSpec[] {
  return itemsAt(at.entry.value, 'faults').flatMap((item, index) => {
    if (item.type !== 'map') return [];
    const path = `${at.path}.faults.${index}`;
    const fault = readFault(fieldsOf(item));
    // What a single fault lacks is reported with its shape, except what no schema can say.
    const problem = isProblem(fault)
      ? fault.key === 'between' || fault.key === 'on'
        ? fault
        : null
      : (windowProblem(fault, at) ?? (ground && faultTargetProblem(fault, ground)));
    if (problem !== null) {
      const span = entryAt(item, problem.key)?.value.span;
      if (span !== undefined) {
        const { message, hint, key } = problem;
        reportAt(work, { span, path: `${path}.${key}` }, { rule: 'fault', message, hint });
      }
    }
    return isProblem(fault) ? [] : [{ ...fault, span: item.span }];
  });
}

function windowProblem(fault: FaultSpec, at: { readonly durationMs: number; readonly entry: MapValueEntry }) {
  if (fault.fromMs < at.durationMs || at.durationMs === 0) return null;
  const message = `a fault starts after ${fault.fromMs / 1000} s, when scenario "${at.entry.key}" has ended`;
  return { key: 'between', message, hint: `the scenario takes ${at.durationMs / 1000} s` };
}

function fieldsOf(node: MapNode): ReadonlyMap<string, string> {
  const scalars = [...node.entries.values()].flatMap(({ key, value }): readonly [string, string][] =>
    value.type === 'scalar' ? [[key, String(value.value)]] : [],
  );
  return new Map(scalars);
}
