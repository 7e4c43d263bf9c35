import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { ContractResult } from '../contracts/contract-result.ts';
import { loadContract, parseContract } from '../contracts/load-contract.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { type PlannedImport, planImport, type Written } from '../import/plan-import.ts';
import type { Wanted } from '../import/select-operations.ts';
import { loadSource } from '../source/load-source.ts';
import { parseYaml } from '../source/parse-yaml.ts';
import { createSource } from '../source/source.ts';
import { createFiles } from '../write/create-files.ts';
import { unifiedDiff } from '../write/diff.ts';
import { replaceFile } from '../write/replace-file.ts';
import { BlueprintRejected } from './blueprint-rejected.ts';
import { checkWith, findBlueprint, isBlueprintName } from './check.ts';
import { readContractFile, textBelow } from './read-contract-file.ts';

export type { Wanted } from '../import/select-operations.ts';

/** What is to be imported, as the user says it. Paths are relative to `cwd`. */
export interface ImportRequest {
  readonly files: readonly string[];
  readonly cwd: string;
  /** Null: the blueprint of the folder, or a new one there. */
  readonly into: string | null;
  /** Of the backend system; null: from the contract. */
  readonly name: string | null;
  readonly wanted: Wanted;
  readonly screens: boolean;
}

/** An import that could be written. */
export interface ReadyImport extends PlannedImport {
  /** As it is shown. */
  readonly blueprint: string;
  /** Absolute. */
  readonly path: string;
  /** Null: there is no blueprint yet. */
  readonly before: string | null;
  /** Findings that the blueprint has afterwards and did not have before. */
  readonly findings: readonly Diagnostic[];
}

/**
 * Reads contracts and the blueprint, and returns what importing them makes of it; writes nothing. Throws a UserError for
 * what cannot be read or does not go together, and a BlueprintRejected where the blueprint is no map of keys.
 */
export function prepareImport(request: ImportRequest): ReadyImport {
  const { files, cwd, name, wanted, screens } = request;
  if (name !== null && files.length > 1)
    throw new UserError(
      'usage',
      '--name is for one contract, and several are given',
      'import them one by one',
    );
  const blueprint = request.into ?? blueprintOf(cwd);
  const path = resolve(cwd, blueprint);
  const folder = dirname(path);
  const written = existsSync(path) ? readBlueprint(blueprint, path) : null;
  const contracts = files.map((file) => readContractFile(file, { cwd, folder }));
  const textOf = (file: string) => textBelow(folder, file);
  const planned = planImport(contracts, written, { name, wanted, screens, textOf });
  const before = written?.source.text ?? null;
  return {
    ...planned,
    blueprint,
    path,
    before,
    findings: newFindings(planned, { blueprint, folder, before }),
  };
}

/** True if there is nothing to write. */
export function isDone({ before, text, files }: ReadyImport): boolean {
  return before === text && files.length === 0;
}

/** Resolves to what changes in the blueprint as a unified diff; `''` where nothing does. */
export async function diffOfImport({ blueprint, before, text }: ReadyImport): Promise<string> {
  if (before === text) return '';
  return unifiedDiff({ path: blueprint.replaceAll('\\', '/'), before, after: text });
}

/**
 * Writes the blueprint and the contracts that it needs: all of it or nothing. Throws a UserError: `conflict` where a file
 * came to be, or the blueprint changed, since it was read; `environment` where the folder cannot be written.
 */
export function writeImport({ path, before, text, files, blueprint }: ReadyImport): void {
  const folder = dirname(path);
  if (before === null) {
    createFiles(folder, [{ path: basename(path), content: text }, ...files]);
    return;
  }
  if (loadSource(path, blueprint).text !== before)
    throw new UserError(
      'conflict',
      `"${blueprint}" has changed meanwhile; nothing was written`,
      'run it again',
    );
  const takeBack = files.length === 0 ? () => {} : createFiles(folder, files);
  try {
    if (text !== before) replaceFile(path, text);
  } catch (error) {
    takeBack();
    throw error;
  }
}

/** The one of the folder; a new one if it has none. */
function blueprintOf(cwd: string): string {
  return readdirSync(cwd).some(isBlueprintName) ? findBlueprint(cwd) : 'blueprint.yaml';
}

function readBlueprint(blueprint: string, path: string): Written {
  const source = loadSource(path, blueprint);
  const root = parseYaml(source, () => {})?.root;
  if (root?.type === 'map') return { source, root };
  const { diagnostics } = checkWith(source, (file) => loadContract(dirname(path), file));
  throw new BlueprintRejected(diagnostics);
}

function newFindings(
  { text, files }: PlannedImport,
  of: { readonly blueprint: string; readonly folder: string; readonly before: string | null },
): readonly Diagnostic[] {
  const check = (blueprint: string, contractOf: (file: string) => ContractResult) =>
    checkWith(createSource(of.blueprint, blueprint), contractOf).diagnostics;
  const onDisk = (file: string) => loadContract(of.folder, file);
  const planned = new Map(files.map(({ path, content }) => [path, Buffer.from(content)]));
  const after = check(text, (file) => {
    const bytes = planned.get(file);
    return bytes === undefined ? onDisk(file) : parseContract(file, bytes);
  });
  const key = ({ rule, message }: Diagnostic) => `${rule} ${message}`;
  const known = new Set(of.before === null ? [] : check(of.before, onDisk).map(key));
  return after.filter((finding) => !known.has(key(finding)));
}

/** Returns a path in the blueprint's folder as it is to be shown to whoever is in `cwd`. */
export function shownPath({ path }: ReadyImport, file: string, cwd: string): string {
  return relative(cwd, join(dirname(path), file)).replaceAll('\\', '/');
}
