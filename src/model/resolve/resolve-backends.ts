import { DEFAULTS } from '../../blueprint/defaults.ts';
import { entryAt, mapAt, optionalQuantityAt, quantityAt, textAt } from '../../blueprint/fields.ts';
import { parseDuration, parseRate, parseShare } from '../../blueprint/quantities.ts';
import { clip } from '../../source/clip.ts';
import type { MapNode } from '../../source/parsed-document.ts';
import type { Backend, Behaviour } from '../model.ts';
import type { Declared } from './declared-names.ts';
import { elementBase, type Resolution, reportAt, writtenIn } from './resolution.ts';

/** Returns the backend, or null where its contract cannot be used; why is reported. */
export function resolveBackend(work: Resolution, declared: Declared): Backend | null {
  const { node } = declared;
  const entry = node && entryAt(node, 'contract');
  const file = node && textAt(node, 'contract');
  if (!node || !entry || file === null) return null;
  const place = { span: entry.value.span, path: `${declared.path}.contract` };
  const result = work.loadContract(file);
  if ('problem' in result) {
    reportAt(work, place, {
      rule: 'contract',
      message: `contract "${clip(file, 120)}" cannot be used: ${result.problem}`,
      hint: result.hint,
      ...(result.diagnostics ? { related: result.diagnostics } : {}),
    });
    return null;
  }
  const protocol = textAt(node, 'protocol');
  if (protocol !== null && protocol !== result.contract.protocol) {
    reportAt(
      work,
      { span: entryAt(node, 'protocol')?.value.span ?? place.span, path: `${declared.path}.protocol` },
      {
        rule: 'contract',
        message: `backend system "${declared.name}" has the protocol "${protocol}", its contract "${file}" is ${result.contract.protocol}`,
        hint: 'leave "protocol" out: the contract says it',
      },
    );
  }
  return {
    ...elementBase(work, declared),
    tier: 'backends',
    protocol: result.contract.protocol,
    contract: result.contract,
    behaves: readBehaviour(work, declared, node),
  };
}

/** How a stand-in behaves of which nothing is said. */
export function defaultBehaviour(): Behaviour {
  const { p50, p99, errors } = DEFAULTS.behaves;
  return {
    latency: { p50Ms: parseDuration(p50) ?? 0, p99Ms: parseDuration(p99) ?? 0 },
    errors: parseShare(errors) ?? 0,
    capacityPerSecond: null,
    written: writtenIn(),
  };
}

function readBehaviour(work: Resolution, declared: Declared, node: MapNode): Behaviour {
  const behaves = mapAt(node, 'behaves');
  if (behaves === null) return defaultBehaviour();
  const latency = mapAt(behaves, 'latency');
  const p50Ms = quantityAt(latency, 'p50', { parse: parseDuration, default: DEFAULTS.behaves.p50 });
  const p99Ms = (latency && optionalQuantityAt(latency, 'p99', parseDuration)) ?? p50Ms * 5;
  if (p99Ms < p50Ms && latency) {
    const span = entryAt(latency, 'p99')?.value.span ?? latency.span;
    reportAt(
      work,
      { span, path: `${declared.path}.behaves.latency.p99` },
      {
        rule: 'shape',
        message: `"p99" of backend system "${declared.name}" is ${p99Ms} ms, below its "p50" of ${p50Ms} ms`,
        hint: 'of 100 answers, 99 take at most "p99" and 50 at most "p50": the first is never below the second',
      },
    );
  }
  return {
    latency: { p50Ms, p99Ms },
    errors: quantityAt(behaves, 'errors', { parse: parseShare, default: DEFAULTS.behaves.errors }),
    capacityPerSecond: optionalQuantityAt(behaves, 'capacity', parseRate),
    written: writtenIn(behaves),
  };
}
