import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import { loadSource, sourceOf } from '../source/load-source.ts';
import type { Source } from '../source/source.ts';
import { findBlueprint } from './check.ts';
import { realPath } from './real-path.ts';

/** What `-` stands for. */
export const STDIN = '-';

/** A blueprint that comes on standard input. */
export interface StdinBlueprint {
  readonly bytes: Uint8Array;
  /** The file whose name it goes by and beside which its contracts lie, relative to `cwd`; null: none, and `cwd`. */
  readonly filename: string | null;
}

/** A blueprint that was read, and the folder in which its contracts lie. */
export interface BlueprintInput {
  readonly source: Source;
  readonly folder: string;
}

/** What the user named, and where that is. */
export interface InputRequest {
  /** Files, folders and `-`; none: the one blueprint of `cwd`. */
  readonly targets: readonly string[];
  readonly cwd: string;
  /** Needed where `-` is among the targets. */
  readonly stdin: StdinBlueprint | null;
}

/**
 * Reads the blueprints that the user named: files as they are, folders with every blueprint below them. Each file once, by
 * the first of its names, sorted by that; what comes on standard input under a file's name stands for that file. Throws a
 * UserError for a file that cannot be read and for a folder without a blueprint.
 */
export async function readInputs(request: InputRequest): Promise<readonly BlueprintInput[]> {
  const { cwd, stdin } = request;
  const targets = request.targets.length > 0 ? request.targets : [findBlueprint(cwd)];
  const inputs = new Map<string, BlueprintInput>();
  if (targets.includes(STDIN)) {
    if (stdin === null) throw new Error('a blueprint on standard input was asked for, and none was given');
    inputs.set(stdin.filename === null ? STDIN : realPath(stdin.filename, cwd), readStdin(stdin, cwd));
  }
  for (const target of targets) {
    if (target === STDIN) continue;
    for (const file of await filesOf(target, cwd)) {
      const path = resolve(cwd, file);
      const identity = realPath(file, cwd);
      if (!inputs.has(identity))
        inputs.set(identity, { source: loadSource(path, file), folder: dirname(path) });
    }
  }
  return [...inputs.values()].sort((a, b) => (a.source.path < b.source.path ? -1 : 1));
}

function readStdin({ bytes, filename }: StdinBlueprint, cwd: string): BlueprintInput {
  if (filename === null) return { source: sourceOf(bytes, '<stdin>'), folder: cwd };
  return { source: sourceOf(bytes, filename.replaceAll('\\', '/')), folder: dirname(resolve(cwd, filename)) };
}

async function filesOf(target: string, cwd: string): Promise<readonly string[]> {
  if (!isFolder(resolve(cwd, target))) return [target];
  const { blueprintsBelow } = await import('./blueprints-below.ts');
  const files = blueprintsBelow(target, cwd);
  if (files.length > 0) return files;
  throw new UserError(
    'usage',
    `there is no blueprint in the folder "${target}" or below it`,
    'a blueprint is called blueprint.yaml or ends with .blueprint.yaml',
  );
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // Why it cannot be read is said by who reads it.
    return false;
  }
}
