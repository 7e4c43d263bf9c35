import { type Document, parseAllDocuments } from 'yaml';
import type { PlannedFile } from '../generate/plan.ts';
import type { Patch } from '../model/model.ts';
import { isEqual } from './is-equal.ts';
import { keepLayout } from './keep-layout.ts';

/** A patch on a file, and the file as it was before. */
export interface PatchStep {
  readonly patch: Patch;
  readonly before: string;
}

/** A generated file that can be patched. */
export interface Manifest {
  readonly file: PlannedFile;
  /** In the order of the file, read when they are asked for; changed by patches. None where the file is not as its name says. */
  readonly documents: () => readonly Document[];
  /** What was made of them, in order: each patch with the text before it. */
  readonly steps: readonly PatchStep[];
  /** Notes that a patch is about to be made on one of them. */
  readonly begin: (patch: Patch) => void;
  /** Leaves a document out of the file, by its index, as a patch says. */
  readonly delete: (at: number, patch: Patch) => void;
  /** Returns the patch that left a document out, or null. */
  readonly deletedBy: (at: number) => Patch | null;
  /** Returns whether all documents are left out. */
  readonly isEmpty: () => boolean;
  /** Returns the file as its documents are now. */
  readonly text: () => string;
}

/** Returns a planned file that is YAML or JSON, by its name, ready to be patched; null for another. */
export function manifestIn(file: PlannedFile): Manifest | null {
  const isJson = file.path.endsWith('.json');
  if (!isJson && !/\.ya?ml$/.test(file.path)) return null;
  let known: readonly Document[] | null = null;
  const documents = () => {
    known ??= read(file.content);
    return known;
  };
  const deleted = new Map<number, Patch>();
  const steps: PatchStep[] = [];
  const left = () => documents().filter((_, at) => !deleted.has(at));
  const text = () => {
    const isMarked = file.content.startsWith('---');
    // What was the second document has a mark before it that the first needs none.
    const changed = isMarked ? render(left(), isJson) : render(left(), isJson).replace(/^---\n/, '');
    const kept = keepLayout(file.content, { unchanged: render(read(file.content), isJson), changed });
    return saysTheSame(read(kept), left()) ? kept : changed;
  };
  return {
    file,
    documents,
    steps,
    begin(patch) {
      const last = steps.at(-1);
      // A text is made before the second patch only: most files have one.
      if (last?.patch !== patch) steps.push({ patch, before: last === undefined ? file.content : text() });
    },
    delete: (at, patch) => void deleted.set(at, patch),
    deletedBy: (at) => deleted.get(at) ?? null,
    isEmpty: () => left().length === 0,
    text,
  };
}

function render(documents: readonly Document[], isJson: boolean): string {
  if (isJson) return `${JSON.stringify(documents[0]?.toJS() ?? null, null, 2)}\n`;
  return documents.map((document) => document.toString({ lineWidth: 0 })).join('');
}

function saysTheSame(one: readonly Document[], other: readonly Document[]): boolean {
  return (
    one.length === other.length && one.every((document, at) => isEqual(dataOf(document), dataOf(other[at])))
  );
}

function dataOf(document: Document | undefined): unknown {
  return document?.toJS({ maxAliasCount: -1 });
}

/** To look for a key twice would take long for large maps, and what is generated has none. */
function read(content: string): readonly Document[] {
  const parsed = parseAllDocuments(content, { uniqueKeys: false, merge: true });
  const documents: readonly Document[] = Array.isArray(parsed) ? parsed : [];
  return documents.some(({ errors }) => errors.length > 0) ? [] : documents;
}
