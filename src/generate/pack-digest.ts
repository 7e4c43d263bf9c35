import { createHash } from 'node:crypto';
import type { Pack } from './pack.ts';

/** What a plan is made of. */
export interface Inputs {
  /** Version of Lintel. */
  readonly lintel: string;
  readonly blueprintDigest: string;
  readonly packs: readonly Pack[];
  /** Texts for the options of the packs, by name. */
  readonly options: ReadonlyMap<string, string>;
}

/** Returns a digest of all that a plan is made of, the packs with everything in them: `sha256:<hex>`. */
export function digestOfInputs({ lintel, blueprintDigest, packs, options }: Inputs): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([lintel, blueprintDigest, [...options].sort()]));
  for (const pack of packs) {
    const { entries, ...rest } = pack;
    hash.update(JSON.stringify(rest, withoutPlaces));
    for (const { home, outputSpan: _, ...entry } of entries)
      hash.update(JSON.stringify([home.name, entry], withoutPlaces));
    for (const home of new Set(entries.map((entry) => entry.home)))
      for (const [path, text] of home.files) hash.update(JSON.stringify([path, text]));
  }
  return `sha256:${hash.digest('hex')}`;
}

/** Where something stands in a pack.yaml makes no difference to what is made of it. */
function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'span' || key.endsWith('Span') ? undefined : value;
}
