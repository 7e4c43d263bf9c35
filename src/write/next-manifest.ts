import type { Change, Comparison } from './change.ts';
import type { Generation } from './generation.ts';
import { entryOfFile, type Manifest, type ManifestFile } from './manifest.ts';

/** Returns the manifest as it is after the write. */
export function nextManifest({ changes, ejected, exchanged }: Comparison, generation: Generation): Manifest {
  const files = changes.flatMap((change) => entryOf(change) ?? []);
  const isCurrent = changes.every(({ state }) => CURRENT.has(state)) && ejected.length === 0;
  return { ...generation, inputs: isCurrent ? generation.inputs : '', ejected, exchanged, files };
}

/** States after which the manifest says of a file what it is generated as now. */
const CURRENT: ReadonlySet<Change['state']> = new Set([
  'create',
  'update',
  'same',
  'edited',
  'merged',
  'remove',
  'gone',
  'moved',
]);

/** What stays as the user has it is remembered as it was generated last. */
function entryOf(change: Change): ManifestFile | null {
  switch (change.state) {
    case 'create':
    case 'update':
    case 'same':
    case 'edited':
    case 'merged':
      return 'file' in change ? entryOfFile(change.file) : change.was;
    case 'kept-deleted':
    case 'ignored':
    case 'orphaned':
    case 'not-asked':
      return change.was === null ? null : { ...change.was, path: change.path };
    default:
      return null;
  }
}
