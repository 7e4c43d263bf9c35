import { existsSync, type FSWatcher, statSync, watch } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { mapsAt, textAt } from '../blueprint/fields.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { parseYaml } from '../source/parse-yaml.ts';
import { type BlueprintInput, type InputRequest, readInputs, STDIN } from './blueprint-inputs.ts';

/** How to watch. */
export interface WatchRequest extends InputRequest {
  /** Ends the watching. */
  readonly signal: AbortSignal;
  /** Called once at first, and again when something changed; never while an earlier call is under way. */
  readonly run: () => Promise<void>;
}

/** What a finding may depend on: blueprints, configurations and contracts. */
const RELEVANT = /\.(ya?ml|json|wsdl|xsd)$/i;
/** An editor's save is several events; what comes this close together is one change. */
const SETTLED_AFTER_MS = 50;

/**
 * Runs at once, and again whenever a file changes in a folder that holds one of the blueprints, one of their contracts, or a
 * configuration between them and `cwd`. Resolves when the signal is aborted; rejects as `run` does. Throws a UserError for
 * standard input, which cannot change.
 */
export async function watchBlueprints(request: WatchRequest): Promise<void> {
  if (request.targets.includes(STDIN))
    throw new UserError('usage', 'stdin cannot be watched', 'name the file instead');
  const watchers = new Map<string, FSWatcher>();
  const bell = createBell(request.signal);
  try {
    while (!request.signal.aborted) {
      await follow(watchers, await foldersBehind(request), bell.ring);
      if (watchers.size === 0) throw new UserError('environment', 'the folder that is watched is gone');
      await request.run();
      await bell.rung();
    }
  } finally {
    for (const watcher of watchers.values()) watcher.close();
  }
}

interface Bell {
  readonly ring: () => void;
  /** Resolves a little after the last of the rings since the last time, or when the signal is aborted. */
  readonly rung: () => Promise<void>;
}

/** A ring while nobody listens is not lost: something may change while a run is under way. */
function createBell(signal: AbortSignal): Bell {
  let timer: NodeJS.Timeout | null = null;
  let hasRung = false;
  let listener: (() => void) | null = null;
  const wake = () => {
    hasRung = true;
    listener?.();
  };
  signal.addEventListener('abort', wake);
  return {
    ring() {
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(wake, SETTLED_AFTER_MS);
    },
    async rung() {
      if (!hasRung) await new Promise<void>((resolve) => (listener = resolve));
      hasRung = false;
      listener = null;
    },
  };
}

async function follow(
  watchers: Map<string, FSWatcher>,
  folders: ReadonlySet<string>,
  ring: () => void,
): Promise<void> {
  for (const [folder, watcher] of watchers) {
    if (folders.has(folder)) continue;
    watcher.close();
    watchers.delete(folder);
  }
  for (const folder of folders) {
    if (watchers.has(folder) || !existsSync(folder)) continue;
    const watcher = watch(folder, (_, name) => {
      if (name === null || RELEVANT.test(name)) ring();
    });
    watcher.on('error', () => {
      watchers.delete(folder);
      ring();
    });
    watchers.set(folder, watcher);
  }
}

/** Whole folders, because saving often puts another file in the place of the old one. */
async function foldersBehind(request: InputRequest): Promise<ReadonlySet<string>> {
  // Even where nothing can be read now: that may be what changes next.
  const named = request.targets.map((target) => resolve(request.cwd, target));
  const folders = new Set(named.map((path) => (isFolder(path) ? path : dirname(path))));
  if (named.length === 0) folders.add(request.cwd);
  for (const { source, folder } of await inputsOf(request)) {
    for (const above of foldersUpTo(folder, request.cwd)) folders.add(above);
    const root = parseYaml(source, () => {})?.root;
    for (const { value } of root?.type === 'map' ? mapsAt(root, 'backends') : []) {
      const around = dirname(join(folder, textAt(value, 'contract') ?? ''));
      if (isInside(around, folder)) folders.add(around);
    }
  }
  return folders;
}

/** A file may be missing for a moment, or for good: then its folder is all there is to watch. */
async function inputsOf(request: InputRequest): Promise<readonly BlueprintInput[]> {
  try {
    return await readInputs(request);
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function foldersUpTo(folder: string, top: string): readonly string[] {
  const folders = [folder];
  for (let at = folder; at !== top && isInside(at, top); ) {
    at = dirname(at);
    folders.push(at);
  }
  return folders;
}

function isInside(folder: string, around: string): boolean {
  return folder === around || folder.startsWith(around.endsWith(sep) ? around : `${around}${sep}`);
}
