import { entriesAt, entryAt, itemsAt, textAt } from '../../blueprint/fields.ts';
import { parseDuration, parseShare } from '../../blueprint/quantities.ts';
import { PERCENTILES } from '../../blueprint/schema/percentiles.ts';
import { nearFix } from '../../diagnostics/edits.ts';
import type { MapNode, Node } from '../../source/parsed-document.ts';
import type { DeviceApp, Objective } from '../model.ts';
import { type Place, type Resolution, reportAt } from './resolution.ts';

/** Returns one objective for each limit, in the order of the text; what names nothing is reported and left out. */
export function resolveObjectives(work: Resolution, devices: readonly DeviceApp[]): readonly Objective[] {
  const seen = new Set<string>();
  const subjects = knownSubjects(work, devices);
  return itemsAt(work.blueprint.root, 'objectives').flatMap((item, index) => {
    if (item.type !== 'map') return [];
    const path = `objectives.${index}`;
    const subject = resolveSubject(work, { node: item, path }, subjects);
    const limits = subject === null ? [] : readLimits(item, { subject, itemPath: path });
    if (!hasLimit(item)) {
      const hint = 'add one, for example "p95: 1500ms" or "success: 99%"';
      reportAt(
        work,
        { span: item.span, path },
        { rule: 'objective', message: 'objective has no limit', hint },
      );
    }
    return limits.filter((objective) => {
      const isNew = seen.size < seen.add(objective.expression).size;
      const message = `objective "${objective.expression}" is written twice`;
      const place = { span: objective.span, path };
      if (!isNew) reportAt(work, place, { rule: 'objective', message, hint: 'keep one of the two' });
      return isNew;
    });
  });
}

type Subject = Objective['subject'];

interface KnownSubjects {
  readonly journeys: ReadonlySet<string>;
  readonly labels: ReadonlySet<string>;
  /** Labels of steps as written, whether or not they are right. */
  readonly written: ReadonlySet<string>;
}

function knownSubjects(work: Resolution, devices: readonly DeviceApp[]): KnownSubjects {
  const entries = [...work.names.values()].flatMap((declared) =>
    declared.tier === 'devices' && declared.node !== null ? entriesAt(declared.node, 'journeys') : [],
  );
  const steps = devices.flatMap((app) => app.journeys.flatMap((journey) => journey.steps));
  const items = entries.flatMap(({ value }) => (value.type === 'map' ? itemsAt(value, 'steps') : []));
  return {
    journeys: new Set(entries.map((entry) => entry.key)),
    labels: new Set(steps.flatMap((step) => (step.type === 'think' ? [] : [step.label]))),
    written: new Set(items.flatMap(writtenLabels)),
  };
}

function writtenLabels(step: Node): readonly string[] {
  if (step.type === 'scalar') return [String(step.value)];
  if (step.type === 'list') return [];
  return [...step.entries.values()].flatMap(({ key, value }) =>
    value.type === 'scalar' ? [key === 'request' ? String(value.value) : `${key}: ${value.value}`] : [],
  );
}

function resolveSubject(
  work: Resolution,
  at: { readonly node: MapNode; readonly path: string },
  known: KnownSubjects,
): Subject | null {
  const journey = textAt(at.node, 'journey');
  const step = textAt(at.node, 'step');
  if (journey !== null) {
    if (known.journeys.has(journey)) return { type: 'journey', journey };
    reportUnknown(work, placeOf(at, 'journey'), { what: 'journey', name: journey, known: known.journeys });
    return null;
  }
  if (step === null) return null;
  if (known.labels.has(step)) return { type: 'step', label: step };
  // A step that is written but wrong is reported in its journey.
  if (!known.written.has(step)) {
    reportUnknown(work, placeOf(at, 'step'), { what: 'step', name: step, known: known.labels });
  }
  return null;
}

function placeOf(at: { readonly node: MapNode; readonly path: string }, key: string): Place {
  return { span: entryAt(at.node, key)?.value.span ?? at.node.span, path: `${at.path}.${key}` };
}

function reportUnknown(
  work: Resolution,
  place: Place,
  of: { what: string; name: string; known: Iterable<string> },
) {
  const hint = work.suggest(of.name, () => of.known, 'there are');
  reportAt(work, place, {
    rule: 'unknown-reference',
    message: `objective is about an undefined ${of.what} "${of.name}"`,
    hint,
    fix: nearFix(place.span, of.name, hint),
  });
}

function hasLimit(node: MapNode): boolean {
  return [...PERCENTILES, 'success'].some((key) => node.entries.has(key));
}

function readLimits(
  node: MapNode,
  { subject, itemPath }: { readonly subject: Subject; readonly itemPath: string },
): readonly Objective[] {
  const name = subject.type === 'journey' ? subject.journey : subject.label;
  return [...node.entries.values()].flatMap(({ key, keySpan, value }): readonly Objective[] => {
    const text = value.type === 'scalar' ? String(value.value) : '';
    const path = `objectives.${name}.${key}`;
    const place = `${itemPath}.${key}`;
    const percentile = PERCENTILES.find((known) => known === key);
    const limitMs = percentile === undefined ? null : parseDuration(text);
    if (limitMs !== null) {
      const metric = { type: 'percentile', percentile: Number(key.slice(1)), limitMs } as const;
      return [{ expression: `${name} ${key} <= ${text}`, subject, metric, span: keySpan, path, place }];
    }
    const limit = key === 'success' ? parseShare(text) : null;
    if (limit === null) return [];
    return [
      {
        expression: `${name} success >= ${text}`,
        subject,
        metric: { type: 'success', limit },
        span: keySpan,
        path,
        place,
      },
    ];
  });
}
