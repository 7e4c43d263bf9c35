import type { UserError } from '../diagnostics/user-error.ts';
import type { Pack } from '../generate/pack/pack.ts';
import type { PlannedFile } from '../generate/plan.ts';
import { readOutput } from './read-output.ts';

/** One thing that is wrong with what a pack makes of a blueprint. */
export interface PackProblem {
  /** The manifest or the template, with line and column where the mistake is known to be there; `''`: the pack as a whole. */
  readonly at: string;
  /** Path of what it makes, with line and column where those are known; null: nothing is made. */
  readonly output: string | null;
  readonly message: string;
  readonly hint: string | null;
}

/** Returns the problem with a file that a pack makes; `place` is line and column in it. */
export function problemWith(
  packs: readonly Pack[],
  file: PlannedFile,
  {
    message,
    place = null,
    hint = null,
  }: Pick<PackProblem, 'message'> & { place?: string | null; hint?: string | null },
): PackProblem {
  const home = packs
    .flatMap(({ entries }) => entries)
    .find((entry) => entry.home.name === file.from.pack)?.home;
  return {
    at: `${home?.shown ?? file.from.pack}/${file.from.template}`,
    output: place === null ? file.path : `${file.path}:${place}`,
    message,
    hint,
  };
}

/** Returns the problem that a mistake in a pack is. */
export function problemOf({ message, hint }: UserError): PackProblem {
  const place = /^(.+?:\d+:\d+): ([\s\S]*)$/.exec(message);
  return { at: place?.[1] ?? '', output: null, message: place?.[2] ?? message, hint };
}

/** A file as data, or why it is not of its language and where, if that is known. */
export type ReadFile =
  | { readonly value: unknown }
  | { readonly reason: string; readonly place: string | null };

/** As `readOutput`, with what it throws as a value. */
export function readSafely({ path, content }: PlannedFile): ReadFile {
  try {
    return { value: readOutput(path, content) };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const line = words
      .replace(/^Transform failed[^\n]*\n/, '')
      .replace(/^<stdin>:/, '')
      .replaceAll(/\s+/g, ' ');
    const placed = /^(\d+:\d+): (?:ERROR: )?(.*)$/.exec(line);
    return { reason: placed?.[2] ?? line, place: placed?.[1] ?? null };
  }
}
