import { asText, entriesAt } from '../../blueprint/fields.ts';
import { parseShare } from '../../blueprint/quantities.ts';
import type { MapNode } from '../../source/parsed-document.ts';
import type { Declared } from './declared-names.ts';
import { type Place, type Resolution, reportAt } from './resolution.ts';

/** Shares are written in decimals; sums of them are compared with this much room. */
const ROOM = 1e-6;

export interface NamedShare {
  readonly name: string;
  /** 0 to 1. */
  readonly share: number;
  readonly place: Place;
}

/** Returns the shares in the map at a key, or the default ones; a sum other than 100% is reported. */
export function resolveShares(
  work: Resolution,
  of: { readonly declared: Declared; readonly node: MapNode; readonly key: string },
  fallback: Readonly<Record<string, string>>,
): readonly NamedShare[] {
  const { declared, node, key } = of;
  const entry = node.entries.get(key);
  const path = `${declared.path}.${key}`;
  if (entry === undefined) {
    const place = { span: declared.span, path };
    return Object.entries(fallback).map(([name, text]) => ({ name, share: parseShare(text) ?? 0, place }));
  }
  const written = entriesAt(node, key).map((one) => ({
    name: one.key,
    share: parseShare(asText(one.value) ?? ''),
    place: { span: one.keySpan, path: `${path}.${one.key}` },
  }));
  const shares = written.flatMap(({ share, ...rest }) => (share === null ? [] : [{ ...rest, share }]));
  // A share that is none is reported with the shape; the sum would only repeat it.
  if (shares.length === written.length && shares.length > 0) {
    checkSum(work, shares, { span: entry.keySpan, path });
  }
  return shares;
}

/** Reports shares that do not add up to 1. */
export function checkSum(
  work: Resolution,
  shares: readonly { readonly share: number }[],
  place: Place,
): void {
  const sum = shares.reduce((total, one) => total + one.share, 0);
  if (Math.abs(sum - 1) <= ROOM) return;
  const name = place.path.split('.').at(-1);
  const rest = sum < 1 ? `${percent(1 - sum)} are missing` : `${percent(sum - 1)} are too many`;
  reportAt(work, place, {
    rule: 'shares',
    message: `the shares of "${name}" add up to ${percent(sum)}, not 100%`,
    hint: rest,
  });
}

/** Returns 0.125 as `12.5%`. */
export function percent(share: number): string {
  return `${Number((share * 100).toFixed(6))}%`;
}
