import { suggest } from '../diagnostics/suggest.ts';
import { lazily, memoised } from '../model/memo.ts';
import type { Model } from '../model/model.ts';
import type { Span } from '../source/source.ts';
import { checkOutput } from './check-output.ts';
import { formatOrigins } from './line-origins.ts';
import type { Pack, PackEntry, PackHome, Subject } from './pack/pack.ts';
import { packMistake } from './pack/pack-mistake.ts';
import { type OptionValue, optionsView, optionValues } from './pack/pack-options.ts';
import { type FilePlan, inOrder, type PlannedFile } from './plan.ts';
import { renameScope, scopeOf } from './rename-scope.ts';
import { createRenderer } from './render/render.ts';
import type { Render, Rendered } from './render/template.ts';
import { type SubjectView, subjectViews } from './views/subjects.ts';

/** Who is asked, and told, while files are planned. */
export interface PlanningAids {
  readonly render?: Render;
  /** Takes each file as soon as it is planned, in order of the plan. What is thrown later makes all of them void. */
  readonly planned?: (file: PlannedFile) => void;
}

/**
 * Returns what the packs make of a model: pure, and byte-equal for equal models, packs and options. `options` are the texts
 * given for options of the packs. Throws a UserError `pack` for a mistake in a pack, `usage` for an option, and what
 * `inOrder` throws for names that cannot be files.
 */
export function planFiles(
  model: Model,
  packs: readonly Pack[],
  options: ReadonlyMap<string, string> = new Map(),
  { render = createRenderer(), planned = () => {} }: PlanningAids = {},
): FilePlan {
  const subjectsOf = memoised((subject: Subject) => subjectViews(model, subject));
  const drafts = packs.flatMap((pack) =>
    draftPack({ model, pack, values: optionValues(pack.options, options), render, subjectsOf }),
  );
  // Most files of one template have their lines from the same places: kept once, the text takes no memory.
  const alike = memoised((lines: string) => lines);
  const files = inOrder(drafts).map(({ path, from, mode, blueprintPath, write }): PlannedFile => {
    const { text, origins } = write();
    const lines = alike(formatOrigins(origins));
    const file = { path, content: text, mode, from, lines, blueprintPath };
    planned(file);
    return file;
  });
  const names = packs.flatMap(({ name, entries }) => [name, ...entries.map(({ home }) => home.name)]);
  return { files, packs: new Set([...names, ...files.map(({ from }) => from.pack)]) };
}

interface Planning {
  readonly model: Model;
  readonly pack: Pack;
  readonly values: Readonly<Record<string, OptionValue>>;
  readonly render: Render;
  readonly subjectsOf: (subject: Subject) => readonly SubjectView[];
}

/** A subject as the templates of one pack see it. */
interface Rendering extends SubjectView {
  /** Returns the view, and beside it what every template of the pack sees. */
  readonly seen: () => object;
}

/** A file whose place is known, and that is yet to be written. */
interface Draft extends Omit<PlannedFile, 'content' | 'lines'> {
  /** See `PackEntry`. */
  readonly layer: number;
  readonly span: Span;
  write(): Rendered;
}

/** Of two files at one path the one of the higher layer stays; two of one layer are for `inOrder` to refuse. */
function draftPack(planning: Planning): readonly Draft[] {
  const { pack, values, subjectsOf } = planning;
  const common = { versions: pack.versions, options: optionsView(pack.options, values) };
  const renderingsOf = memoised((subject: Subject) =>
    subjectsOf(subject).map(
      (one): Rendering => ({ ...one, seen: lazily(() => ({ ...one.view, ...common })) }),
    ),
  );
  const drafts = pack.entries.flatMap((entry) =>
    renderingsOf(entry.for)
      .filter((subject) => meets(subject, entry, planning))
      .flatMap((subject) => draftEntry(entry, subject, planning)),
  );
  const highest = new Map<string, number>();
  for (const { path, layer } of drafts) highest.set(path, Math.max(layer, highest.get(path) ?? 0));
  return drafts.filter(({ path, layer }) => highest.get(path) === layer);
}

function draftEntry(entry: PackEntry, subject: Rendering, planning: Planning): readonly Draft[] {
  const { home, layer } = entry;
  const output = fillOutput(entry, subject, planning);
  const { type, path } = entry.source;
  const draft = (from: string, to: string, write: () => Rendered): Draft => {
    checkOutput(to, entry);
    return {
      path: to,
      mode: entry.executable ? 0o755 : 0o644,
      from: { pack: home.name, template: from },
      blueprintPath: subject.blueprintPath,
      layer,
      span: entry.outputSpan,
      write,
    };
  };
  if (type === 'template') {
    const template = { shown: `${home.shown}/${path}`, text: textOf(home, path) };
    return [draft(path, output, () => planning.render(template, subject.seen()))];
  }
  const scope = scopeOf(planning.model.name);
  return [...home.files.keys()]
    .filter((from) => from === path || from.startsWith(`${path}/`))
    .map((from) =>
      draft(from, `${output}${from.slice(path.length)}`, () => ({
        text: renameScope(from, textOf(home, from), scope),
        origins: [],
      })),
    );
}

function meets(subject: SubjectView, entry: PackEntry, planning: Planning): boolean {
  return entry.when.every(
    ({ field, wanted, span }) => fieldOf(field, { subject, planning, span }) === wanted,
  );
}

/** Returns the output with the fields that it names. Throws where one is no name of anything. */
function fillOutput(entry: PackEntry, subject: SubjectView, planning: Planning): string {
  const span = entry.outputSpan;
  return entry.output.replace(/\{([^}]*)\}/g, (_match, field: string) => {
    const value = fieldOf(field, { subject, planning, span });
    if (typeof value === 'string' || (typeof value === 'number' && field.startsWith(OPTIONS)))
      return String(value);
    throw packMistake(span, `"{${field}}" is no name of anything, so it cannot be part of a path`);
  });
}

const OPTIONS = 'options.';

/** Returns the value of a field of the view, or of an option; throws where there is none such. */
function fieldOf(
  field: string,
  {
    subject,
    planning,
    span,
  }: { readonly subject: SubjectView; readonly planning: Planning; readonly span: Span },
): unknown {
  const isOption = field.startsWith(OPTIONS);
  const known: object = isOption ? planning.values : subject.view;
  const name = isOption ? field.slice(OPTIONS.length) : field;
  if (Object.hasOwn(known, name)) return Reflect.get(known, name);
  const plain = Object.entries(known).filter(([, value]) => typeof value !== 'object');
  const names = plain.map(([other]) => (isOption ? OPTIONS : '') + other);
  throw packMistake(span, `there is no field "${field}" here`, suggest(field, names, 'there are') ?? null);
}

function textOf(home: PackHome, path: string): string {
  const text = home.files.get(path);
  if (text === undefined) throw new Error(`pack ${home.name} has no file ${path}`);
  return text;
}
