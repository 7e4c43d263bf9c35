import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UserError } from '../../diagnostics/user-error.ts';

/** The packages of a generated folder. */
export interface Workspace {
  readonly root: string;
  /** Folder of each service and stand-in, by element name. */
  readonly services: ReadonlyMap<string, string>;
  /** Folder of each package, by the name in its package.json. */
  readonly packages: ReadonlyMap<string, string>;
}

/**
 * Returns the packages that the `workspaces` of a folder's package.json name, as paths or with a final `/*`.
 * Throws a UserError where the folder is none that was generated.
 */
export function readWorkspace(root: string): Workspace {
  const { workspaces } = readManifest(root);
  if (!Array.isArray(workspaces)) {
    throw new UserError(
      'not-generated',
      `${root} is no generated folder`,
      'run "lintel generate -o DIR" first',
    );
  }
  const services = new Map<string, string>();
  const packages = new Map<string, string>();
  for (const folder of workspaces.flatMap((pattern) => foldersOf(root, String(pattern)))) {
    const { name } = readManifest(folder);
    if (typeof name === 'string') packages.set(name, folder);
    if (existsSync(join(folder, 'src/service.ts'))) services.set(basename(folder), folder);
  }
  return { root, services, packages };
}

function foldersOf(root: string, pattern: string): readonly string[] {
  if (!pattern.endsWith('/*')) return [join(root, pattern)];
  const parent = join(root, pattern.slice(0, -2));
  if (!existsSync(parent)) return [];
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(parent, entry.name))
    .sort();
}

function readManifest(folder: string): { readonly name?: unknown; readonly workspaces?: unknown } {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return {};
  try {
    const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof manifest === 'object' && manifest !== null ? manifest : {};
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError('not-generated', `cannot read ${file}: ${reason}`, 'generate the folder again');
  }
}
