import { DEFAULTS } from '../../blueprint/defaults.ts';
import { entryAt, mapAt, mapsAt, numberAt, quantityAt, textAt } from '../../blueprint/fields.ts';
import { parseDuration, parseShare } from '../../blueprint/quantities.ts';
import type { MapEntry, MapNode } from '../../source/parsed-document.ts';
import { hasForm, parseHttp } from '../http-path.ts';
import type { Backend, Breaker, Integration, IntegrationOperation, Resilience } from '../model.ts';
import { checkOperations } from './check-operations.ts';
import type { Declared } from './declared-names.ts';
import { referTo, reportUnknownOperation, splitReference } from './references.ts';
import { elementBase, type Resolution, reportAt, writtenIn } from './resolution.ts';

/** Returns the integration, or null where it is not known which backend it reaches; what is wrong is reported. */
export function resolveIntegration(
  work: Resolution,
  declared: Declared,
  backends: ReadonlyMap<string, Backend>,
): Integration | null {
  const { node } = declared;
  if (node === null) return null;
  const reached = reachedBackend(work, declared, node);
  const backend = reached && (backends.get(reached.name) ?? null);
  const operations = mapsAt(node, 'operations').flatMap((entry) => {
    const operation = resolveOperation(work, { declared, node, reached, backend }, entry);
    return operation === null ? [] : [operation];
  });
  checkOperations(work, declared, operations);
  if (backend === null) return null;
  return { ...elementBase(work, declared), tier: 'integrations', reaches: backend, operations };
}

function reachedBackend(work: Resolution, declared: Declared, node: MapNode): Declared | null {
  const name = textAt(node, 'reaches');
  const span = entryAt(node, 'reaches')?.value.span;
  if (name === null || span === undefined) return null;
  return referTo(work, declared, { name, place: { span, path: `${declared.path}.reaches` } });
}

interface Owner {
  readonly declared: Declared;
  readonly node: MapNode;
  /** Null: unknown, reported. */
  readonly reached: Declared | null;
  /** Null: unknown, or its contract cannot be used; reported. */
  readonly backend: Backend | null;
}

function resolveOperation(
  work: Resolution,
  owner: Owner,
  entry: MapEntry & { readonly value: MapNode },
): IntegrationOperation | null {
  const node = entry.value;
  const http = textAt(node, 'http');
  const path = `${owner.declared.path}.operations.${entry.key}`;
  const calls = calledOperation(work, owner, { node, path });
  if (http === null || !hasForm('operation', http) || calls === null) return null;
  return {
    name: entry.key,
    title: textAt(node, 'title') ?? entry.key,
    http: parseHttp(http),
    calls,
    sends: textAt(node, 'sends'),
    maps: textAt(node, 'maps'),
    resilience: readResilience(mapAt(node, 'resilience'), mapAt(owner.node, 'resilience')),
    span: entry.keySpan,
    path,
    written: writtenIn(node),
  };
}

function calledOperation(
  work: Resolution,
  owner: Owner,
  at: { readonly node: MapNode; readonly path: string },
) {
  const text = textAt(at.node, 'calls');
  const span = entryAt(at.node, 'calls')?.value.span;
  if (text === null || span === undefined) return null;
  const place = { span, path: `${at.path}.calls` };
  const { element, operation } = splitReference(text);
  const called = referTo(work, owner.declared, { name: element, place });
  if (called === null) return null;
  if (owner.reached !== null && called.name !== owner.reached.name) {
    reportAt(work, place, {
      rule: 'pattern-edge',
      message: `integration microservice "${owner.declared.name}" calls "${called.name}" but reaches "${owner.reached.name}"`,
      hint: `an integration microservice reaches one backend system: give "${called.name}" one of its own`,
    });
    return null;
  }
  if (owner.backend === null) return null;
  const known = owner.backend.contract.operations;
  const found = known.find((candidate) => candidate.id === operation);
  if (found !== undefined) return found;
  reportUnknownOperation(work, called, {
    operation,
    known: () => known.map((candidate) => candidate.id),
    place,
  });
  return null;
}

function readResilience(own: MapNode | null, shared: MapNode | null): Resilience {
  const { timeout, retries } = DEFAULTS.resilience;
  const holder = (key: string) => (own && entryAt(own, key) ? own : shared);
  const retriesHolder = holder('retries');
  const breakerHolder = holder('breaker');
  return {
    timeoutMs: quantityAt(holder('timeout'), 'timeout', { parse: parseDuration, default: timeout }),
    retries: (retriesHolder && numberAt(retriesHolder, 'retries')) ?? retries,
    breaker: breakerHolder && readBreaker(mapAt(breakerHolder, 'breaker')),
    written: writtenIn(own, shared),
  };
}

function readBreaker(node: MapNode | null): Breaker | null {
  if (node === null) return null;
  const { errors, over, open } = DEFAULTS.breaker;
  return {
    errors: quantityAt(node, 'errors', { parse: parseShare, default: errors }),
    over: numberAt(node, 'over') ?? over,
    openMs: quantityAt(node, 'open', { parse: parseDuration, default: open }),
  };
}
