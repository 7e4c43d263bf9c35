import type { Model } from '../model/model.ts';
import type { Pack, PackEntry, Subject } from './pack.ts';
import { createFilePlan, type FilePlan, type PlannedFile } from './plan.ts';
import { renameScope, scopeOf } from './rename-scope.ts';
import { createRenderer, type Render, type Rendered } from './render.ts';
import { type SubjectView, subjectViews } from './views/subjects.ts';

/**
 * Returns what the packs make of a model: pure, and byte-equal for equal models and packs. Throws an Error for a mistake
 * in a pack, and the UserError of `createFilePlan` for names that cannot be files.
 */
export function planFiles(model: Model, packs: readonly Pack[]): FilePlan {
  const render = createRenderer();
  return createFilePlan(packs.flatMap((pack) => planPack(model, pack, render)));
}

function planPack(model: Model, pack: Pack, render: Render): readonly PlannedFile[] {
  const views = new Map<Subject, readonly SubjectView[]>();
  const viewsFor = (subject: Subject) => {
    const known = views.get(subject) ?? subjectViews(model, subject);
    views.set(subject, known);
    return known;
  };
  return pack.entries.flatMap((entry) =>
    viewsFor(entry.for)
      .filter((subject) => meets(subject, entry))
      .flatMap((subject) => planEntry({ model, pack, entry, subject }, render)),
  );
}

interface Planned {
  readonly model: Model;
  readonly pack: Pack;
  readonly entry: PackEntry;
  readonly subject: SubjectView;
}

function planEntry({ model, pack, entry, subject }: Planned, render: Render): readonly PlannedFile[] {
  const output = fillOutput(entry.output, subject);
  const mode = entry.executable ? 0o755 : 0o644;
  const { type, path } = entry.source;
  const planned = (from: string, to: string, { text, origins }: Rendered): PlannedFile => ({
    path: to,
    content: text,
    origins,
    mode,
    from: { pack: pack.name, template: from },
    blueprintPath: subject.blueprintPath,
  });
  if (type === 'template') {
    const template = { name: `${pack.name}/${path}`, text: textOf(pack, path) };
    return [planned(path, output, render(template, { ...subject.view, versions: pack.versions }))];
  }
  const scope = scopeOf(model.name);
  const copy = (from: string) => {
    const to = from === path ? output : `${output}${from.slice(path.length)}`;
    return planned(from, to, { text: renameScope(from, textOf(pack, from), scope), origins: [] });
  };
  return [...pack.files.keys()].filter((file) => file === path || file.startsWith(`${path}/`)).map(copy);
}

function meets(subject: SubjectView, entry: PackEntry): boolean {
  return Object.entries(entry.when).every(([field, wanted]) => fieldOf(subject, field) === wanted);
}

function fillOutput(output: string, subject: SubjectView): string {
  return output.replace(/\{([^}]+)\}/g, (_match, field: string) => {
    const value = fieldOf(subject, field);
    if (typeof value !== 'string') throw new Error(`output ${output}: the view has no name "${field}"`);
    return value;
  });
}

function fieldOf(subject: SubjectView, field: string): unknown {
  return Object.entries(subject.view).find(([name]) => name === field)?.[1];
}

function textOf(pack: Pack, path: string): string {
  const text = pack.files.get(path);
  if (text === undefined) throw new Error(`pack ${pack.name} has no file ${path}`);
  return text;
}
