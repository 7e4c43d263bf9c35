import { DEFAULTS } from '../../blueprint/defaults.ts';
import {
  entriesAt,
  entryAt,
  flagAt,
  mapAt,
  mapsAt,
  oneOrSeveral,
  optionalQuantityAt,
  quantityAt,
  textAt,
} from '../../blueprint/fields.ts';
import { parseDuration } from '../../blueprint/quantities.ts';
import { nearFix } from '../../diagnostics/edits.ts';
import type { MapEntry, MapNode } from '../../source/parsed-document.ts';
import { findCycles } from '../graph.ts';
import { hasForm, parseHttp } from '../http-path.ts';
import type { Frontend, FrontendOperation, Gather, IntegrationCall, MobileService } from '../model.ts';
import { checkOperations } from './check-operations.ts';
import type { Declared } from './declared-names.ts';
import { reportOverlap } from './path-overlap.ts';
import { referTo, reportUnknownOperation, splitReference } from './references.ts';
import { elementBase, type Place, type Resolution, reportAt, writtenIn } from './resolution.ts';
import { shownCircle } from './shown-names.ts';

/** What a frontend may gather from, by name. */
export interface Gatherable {
  /** By `element.operation`. */
  readonly integrationCalls: ReadonlyMap<string, IntegrationCall>;
  readonly mobileServices: ReadonlyMap<string, MobileService>;
}

type MapValueEntry = MapEntry & { readonly value: MapNode };

/** Returns the frontend, without the operations and parts that are wrong; these are reported. */
export function resolveFrontend(work: Resolution, declared: Declared, from: Gatherable): Frontend | null {
  const { node } = declared;
  if (node === null) return null;
  const operations = mapsAt(node, 'operations').flatMap((entry): readonly FrontendOperation[] => {
    const http = textAt(entry.value, 'http');
    const path = `${declared.path}.operations.${entry.key}`;
    const gathers = resolveGathers(work, { declared, path }, { node: entry.value, from });
    if (http === null || !hasForm('operation', http)) return [];
    return [
      {
        name: entry.key,
        title: textAt(entry.value, 'title') ?? entry.key,
        http: parseHttp(http),
        deadlineMs: quantityAt(entry.value, 'deadline', {
          parse: parseDuration,
          default: DEFAULTS.frontend.deadline,
        }),
        gathers,
        span: entry.keySpan,
        path,
        written: writtenIn(entry.value),
      },
    ];
  });
  checkOperations(work, declared, operations);
  const patterns = operations.map(({ http }) => http.path);
  if (reportOverlap(work, declared, { what: 'operations', patterns })) return null;
  return { ...elementBase(work, declared), tier: 'frontends', operations };
}

interface OperationAt {
  readonly declared: Declared;
  readonly path: string;
}

function resolveGathers(
  work: Resolution,
  at: OperationAt,
  of: { readonly node: MapNode; readonly from: Gatherable },
): readonly Gather[] {
  const entries = mapsAt(of.node, 'gathers');
  checkParts(
    work,
    at,
    entries,
    entriesAt(of.node, 'gathers').map((entry) => entry.key),
  );
  return entries.flatMap((entry): readonly Gather[] => {
    const from = resolveFrom(work, at, { entry, from: of.from });
    if (from === null) return [];
    return [
      {
        part: entry.key,
        from,
        optional: flagAt(entry.value, 'optional') ?? false,
        after: oneOrSeveral(entry.value, 'after'),
        sends: textAt(entry.value, 'sends'),
        timeoutMs: optionalQuantityAt(entry.value, 'timeout', parseDuration),
        span: entry.keySpan,
        written: writtenIn(entry.value),
      },
    ];
  });
}

function resolveFrom(
  work: Resolution,
  at: OperationAt,
  of: { readonly entry: MapValueEntry; readonly from: Gatherable },
): Gather['from'] | null {
  const text = textAt(of.entry.value, 'from');
  const span = entryAt(of.entry.value, 'from')?.value.span;
  if (text === null || span === undefined) return null;
  const place = { span, path: `${at.path}.gathers.${of.entry.key}.from` };
  const { element: name, operation } = splitReference(text);
  const to = referTo(work, at.declared, { name, place });
  if (to === null) return null;
  if (to.tier === 'mobileServices') {
    const known = to.kind?.operations ?? [];
    const found = known.find((candidate) => candidate.name === operation);
    const element = of.from.mobileServices.get(name);
    if (found && element) return { type: 'mobileService', element, operation: found };
    if (!found && to.kind)
      reportUnknownOperation(work, to, { operation, known: () => known.map((one) => one.name), place });
    return null;
  }
  // Declared names, not resolved ones: an operation that is there but wrong is reported at its own place.
  const declared = to.node && mapAt(to.node, 'operations');
  if (declared !== null && !declared.entries.has(operation)) {
    reportUnknownOperation(work, to, { operation, known: () => declared.entries.keys(), place });
  }
  return of.from.integrationCalls.get(text) ?? null;
}

/** Checks the names of the parts and what they wait for. */
function checkParts(
  work: Resolution,
  at: OperationAt,
  entries: readonly MapValueEntry[],
  names: readonly string[],
): void {
  const known = new Set(names);
  const links = entries.flatMap((entry) => {
    const place: Place = { span: entry.keySpan, path: `${at.path}.gathers.${entry.key}` };
    if (entry.key === 'missing') {
      const message = 'a part must not be named "missing": the answer lists the missing parts there';
      reportAt(work, place, { rule: 'name', message, hint: 'choose another name' });
    }
    const afterPlace = {
      span: entryAt(entry.value, 'after')?.value.span ?? place.span,
      path: `${place.path}.after`,
    };
    for (const name of oneOrSeveral(entry.value, 'after')) {
      if (known.has(name)) continue;
      const message = `part "${entry.key}" waits for an undefined part "${name}"`;
      const hint = work.suggest(name, () => names.filter((other) => other !== entry.key), 'there are');
      const fix = nearFix(afterPlace.span, name, hint);
      reportAt(work, afterPlace, { rule: 'unknown-reference', message, hint, fix });
    }
    return oneOrSeveral(entry.value, 'after').map((name) => ({ from: entry.key, to: name }));
  });
  for (const cycle of findCycles(names, links)) {
    const [first = ''] = cycle;
    const entry = entries.find((candidate) => candidate.key === first);
    if (entry === undefined) continue;
    const message = `parts wait for each other: ${shownCircle(cycle, ' after ')}`;
    reportAt(work, { span: entry.keySpan, path: `${at.path}.gathers.${first}` }, { rule: 'cycle', message });
  }
}
