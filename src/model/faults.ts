import { DEFAULTS } from '../blueprint/defaults.ts';
import { parseBandwidth, parseDuration, parseRange, parseShare } from '../blueprint/quantities.ts';
import { suggest } from '../diagnostics/suggest.ts';
import type { FaultEffect, FaultSpec } from './model.ts';

/** What a fault is made of, as written: keys with texts. `on` and `kind` are among them. */
export type FaultFields = ReadonlyMap<string, string>;

/** Why something is no fault: a lower-case sentence, a hint, and the key that is to blame. */
export interface FaultProblem {
  readonly message: string;
  readonly hint: string | undefined;
  readonly key: string;
}

type KindFields = Readonly<Record<FaultEffect['kind'], readonly string[]>>;

/** The keys that each kind of fault has beside the common ones. */
export const FAULT_KINDS: KindFields = {
  latency: ['delay', 'jitter'],
  bandwidth: ['rate'],
  timeout: [],
  reset: [],
  status: ['status'],
  kill: [],
};

const COMMON = ['on', 'kind', 'share', 'first', 'between'];

/** Returns the fault that the fields describe (its place unknown, its target unchecked), or why they describe none. */
export function readFault(fields: FaultFields): FaultSpec | FaultProblem {
  const kind = fields.get('kind') ?? '';
  const on = fields.get('on') ?? '';
  if (on.trim() === '')
    return problem('on', 'a fault has no "on"', 'name an element, or an edge as "from -> to"');
  if (!isFaultKind(kind)) {
    const said = kind === '' ? 'a fault has no "kind"' : `"${kind}" is no kind of fault`;
    return problem('kind', said, suggest(kind, Object.keys(FAULT_KINDS), 'kinds'));
  }
  const allowed = [...COMMON, ...FAULT_KINDS[kind]];
  const stranger = [...fields.keys()].find((key) => !allowed.includes(key));
  if (stranger !== undefined) {
    return problem(
      stranger,
      `a fault of the kind ${kind} has no "${stranger}"`,
      suggest(stranger, allowed, 'it has'),
    );
  }
  const effect = readEffect(kind, fields);
  if ('message' in effect) return effect;
  const target = readTarget(on);
  if (effect.kind === 'kill' && target.type === 'edge') {
    return problem(
      'on',
      `kill is for elements, and "${on}" is an edge`,
      'name the element, or use the kind reset',
    );
  }
  const window = readWindow(fields);
  if ('message' in window) return window;
  return { on: target, effect, ...window, span: null, expression: expressionOf(fields) };
}

/** True for what `readFault` returns when there is no fault. */
export function isProblem(result: FaultSpec | FaultProblem): result is FaultProblem {
  return 'message' in result;
}

function isFaultKind(kind: string): kind is FaultEffect['kind'] {
  return Object.hasOwn(FAULT_KINDS, kind);
}

function readTarget(on: string): FaultSpec['on'] {
  const [from = '', to] = on.split('->').map((end) => end.trim());
  return to === undefined ? { type: 'element', element: from } : { type: 'edge', from, to };
}

function readEffect(kind: FaultEffect['kind'], fields: FaultFields): FaultEffect | FaultProblem {
  switch (kind) {
    case 'latency': {
      const delayMs = parseDuration(fields.get('delay') ?? '');
      const jitterMs = parseDuration(fields.get('jitter') ?? DEFAULTS.fault.jitter);
      if (delayMs === null) return unreadable('delay', fields, 'a duration such as 300ms');
      if (jitterMs === null) return unreadable('jitter', fields, 'a duration such as 50ms');
      return { kind, delayMs, jitterMs };
    }
    case 'bandwidth': {
      const kbitPerSecond = parseBandwidth(fields.get('rate') ?? '');
      if (kbitPerSecond === null || kbitPerSecond === 0)
        return unreadable('rate', fields, 'a bandwidth such as 200kbit/s');
      return { kind, kbitPerSecond };
    }
    case 'status': {
      const status = fields.get('status') ?? String(DEFAULTS.fault.status);
      if (!/^[45][0-9]{2}$/.test(status))
        return unreadable('status', fields, 'an HTTP status from 400 to 599');
      return { kind, status: Number(status) };
    }
    default:
      return { kind };
  }
}

function readWindow(
  fields: FaultFields,
): Pick<FaultSpec, 'fromMs' | 'toMs' | 'share' | 'first'> | FaultProblem {
  const share = parseShare(fields.get('share') ?? DEFAULTS.fault.share);
  if (share === null) return unreadable('share', fields, 'a share such as 30%');
  const first = fields.get('first');
  if (first !== undefined && !/^[1-9][0-9]{0,6}$/.test(first))
    return unreadable('first', fields, 'a whole number from 1');
  const between = fields.get('between');
  const range = between === undefined ? null : parseRange(between);
  if (between !== undefined && (range === null || !between.includes('..') || range.minMs === range.maxMs)) {
    return unreadable('between', fields, 'a window such as 5s..10s, its end after its start');
  }
  return {
    fromMs: range?.minMs ?? 0,
    toMs: range?.maxMs ?? null,
    share,
    first: first === undefined ? null : Number(first),
  };
}

function unreadable(key: string, fields: FaultFields, wanted: string): FaultProblem {
  const written = fields.get(key);
  const message =
    written === undefined
      ? `a fault of the kind ${fields.get('kind')} has no "${key}"`
      : `"${key}" of a fault is "${written}", which is not ${wanted}`;
  return problem(key, message, written === undefined ? `add "${key}", ${wanted}` : undefined);
}

function problem(key: string, message: string, hint: string | undefined): FaultProblem {
  return { key, message, hint };
}

function expressionOf(fields: FaultFields): string {
  return [...fields].map(([key, value]) => `${key}=${value}`).join(',');
}
