import { createHash } from 'node:crypto';
import type { Patch } from '../../model/model.ts';
import type { Pack } from './pack.ts';

/** What a plan is made of. */
export interface Inputs {
  /** Version of Lintel. */
  readonly lintel: string;
  readonly blueprintDigest: string;
  readonly packs: readonly Pack[];
  /** Of the blueprint and of its configuration, which the blueprint's digest does not know. */
  readonly patches: readonly Patch[];
  /** Texts for the options of the packs, by name. */
  readonly options: ReadonlyMap<string, string>;
}

/** Returns a digest of all that a plan is made of, the packs with everything in them: `sha256:<hex>`. */
export function digestOfInputs({ lintel, blueprintDigest, packs, patches, options }: Inputs): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([lintel, blueprintDigest, [...options].sort()]));
  hash.update(JSON.stringify(patches.map(changeOf)));
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

/** What a patch says, wherever it stands. */
function changeOf({ target: { file, kind, name }, change }: Patch): unknown {
  if (change.type === 'merge') return [file, kind, name, 'merge', change.value];
  const operations = change.operations.map(({ op, path, from, value }) => [op, path, from, value]);
  return [file, kind, name, 'json', operations];
}

/** Where something stands in a pack.yaml makes no difference to what is made of it. */
function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'span' || key.endsWith('Span') ? undefined : value;
}
