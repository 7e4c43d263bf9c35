import type { Pack } from '../generate/pack/pack.ts';
import type { FilePlan, PlannedFile } from '../generate/plan.ts';
import { compareOutputs, type Replacements } from './compare-outputs.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';
import { type PackProblem, problemWith, readSafely } from './problem.ts';
import { isOfNoLanguage } from './read-output.ts';
import { type OpenPlace, type RewritableBlueprint, textsForAll } from './rewritten-blueprint.ts';

/** How a plan is made of the blueprint with other texts; null where the pack makes none, which was said. */
export interface Planning {
  readonly options: ReadonlyMap<string, string>;
  readonly planned: (
    values: ReadonlyMap<OpenPlace, string>,
    options: ReadonlyMap<string, string>,
  ) => FilePlan | null;
}

/**
 * Returns the files whose structure a text of the blueprint changes: one text at a time at all places, and what was said of a file is not
 * said again for the next text.
 */
export function hostileProblems(
  packs: readonly Pack[],
  blueprint: RewritableBlueprint,
  { options, planned }: Planning,
): readonly PackProblem[] {
  const free = freeOptions(packs);
  const optionsWith = (textOf: (name: string) => string) =>
    new Map([...options, ...free.map((name) => [name, textOf(name)] as const)]);
  const plainTexts = textsForAll(blueprint, (_, at) => `Plain ${at} text`);
  const plain = planned(plainTexts, optionsWith(plainOption));
  if (plain === null) return [];
  const found = new Map<string, PackProblem>();
  for (const text of HOSTILE_TEXTS) {
    const hostile = textsForAll(blueprint, () => text);
    // Where this text is refused, the plain one stays.
    const plan = planned(
      new Map([...plainTexts, ...hostile]),
      optionsWith(() => text),
    );
    if (plan === null) continue;
    const replacements = new Map([
      ...[...hostile].map(([place, value]) => [plainTexts.get(place) ?? '', value] as const),
      ...free.map((name) => [plainOption(name), text] as const),
    ]);
    replacements.delete('');
    for (const [path, problem] of comparePlans(plain, plan, { packs, replacements, text })) {
      if (!found.has(path)) found.set(path, problem);
    }
  }
  return [...found.values()];
}

function plainOption(name: string): string {
  return `Plain ${name} text`;
}

/** Texts that anybody may choose, but for those that are part of a path or decide whether there is a file. */
function freeOptions(packs: readonly Pack[]): readonly string[] {
  const entries = packs.flatMap((pack) => pack.entries);
  const used = entries.flatMap(({ output, when }) => [
    ...[...output.matchAll(/\{options\.([^}]*)\}/g)].map(([, name]) => name),
    ...when.map(({ field }) => field.replace(/^options\./, '')),
  ]);
  return packs
    .flatMap((pack) => pack.options)
    .filter(({ name, schema }) => schema.type === 'string' && schema.enum === null && !used.includes(name))
    .map(({ name }) => name);
}

interface Comparing {
  readonly packs: readonly Pack[];
  readonly replacements: Replacements;
  readonly text: string;
}

/** Returns what differs in more than the texts, by the path of the file. */
function comparePlans(
  plain: FilePlan,
  hostile: FilePlan,
  comparing: Comparing,
): ReadonlyMap<string, PackProblem> {
  const { packs, replacements, text } = comparing;
  const problems = new Map<string, PackProblem>();
  const say = (file: PlannedFile, message: string, place: string | null = null) => {
    const hint = isOfNoLanguage(file.path)
      ? 'no encoder is for this sort of file, and no test can tell what a text does in it: write names alone'
      : 'write a text with the encoder of the language that the file is of';
    const words = `with the text ${JSON.stringify(text)} in the blueprint, ${message}`;
    problems.set(file.path, problemWith(packs, file, { message: words, place, hint }));
  };
  const others = new Map(hostile.files.map((file) => [file.path, file]));
  for (const file of plain.files) {
    const other = others.get(file.path);
    if (other === undefined) say(file, 'it is not made');
    if (other === undefined || other.content === file.content) continue;
    const [one, two] = [readSafely(file), readSafely(other)];
    if ('reason' in two) say(other, `it is not of its language: ${two.reason}`, two.place);
    else if ('value' in one) {
      const difference = compareOutputs(one.value, two.value, replacements);
      if (difference !== null) say(other, difference);
    }
  }
  return problems;
}
