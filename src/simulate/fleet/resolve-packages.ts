import { existsSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { OnResolveResult, Plugin, PluginBuild } from 'esbuild';
import type { Workspace } from './read-workspace.ts';

/** Set on the lookups that this plugin makes itself, so that it does not answer its own questions. */
const own = Symbol('resolve-packages');

/**
 * Returns the esbuild plugin that finds the packages of generated services: those of the workspace in their sources, third-
 * party ones as files that the bundle refers to and does not contain. `packagesDir` holds copies of Lintel's own packages in
 * one file each, `<package>.js`, which load several times faster; it may be absent.
 */
export function resolvePackages(workspace: Workspace, packagesDir: string): Plugin {
  return {
    name: 'resolve-packages',
    setup(build) {
      const found = new Map<string, Promise<OnResolveResult>>();
      build.onResolve({ filter: /^[^./]/ }, ({ path, kind, pluginData }) => {
        if (pluginData === own || kind === 'entry-point' || isBuiltin(path)) return undefined;
        const source = sourceOf(workspace, path);
        if (source !== null) return { path: source };
        let result = found.get(path);
        if (result === undefined) {
          result = findInstalled(build, { root: workspace.root, packagesDir }, path);
          found.set(path, result);
        }
        return kind === 'dynamic-import' ? result.then(orAtRunTime(path)) : result;
      });
    },
  };
}

/** What is imported only when it is asked for, such as the export of spans, may be absent until somebody asks. */
function orAtRunTime(path: string) {
  return (result: OnResolveResult) => (result.errors === undefined ? result : { path, external: true });
}

/** Returns the source of a package of the workspace: of the whole, or of `<package>/<module>`. */
function sourceOf({ packages }: Workspace, path: string): string | null {
  const whole = packages.get(path);
  if (whole !== undefined) return join(whole, 'src/index.ts');
  const [name, folder] = [...packages].find(([candidate]) => path.startsWith(`${candidate}/`)) ?? [];
  return name === undefined || folder === undefined
    ? null
    : join(folder, 'src', `${path.slice(name.length + 1)}.ts`);
}

/** The folder's own installation comes first: it has the versions that the services are going to run with. */
async function findInstalled(
  build: PluginBuild,
  { root, packagesDir }: { readonly root: string; readonly packagesDir: string },
  path: string,
): Promise<OnResolveResult> {
  const copy = join(packagesDir, `${path}.js`);
  const hasCopy = existsSync(copy);
  // The kit's own packages do nothing by being loaded. One that a service does not use, though the kit offers it, is left
  // out: a stand-in needs no database.
  const external = (file: string) => ({
    path: pathToFileURL(file).href,
    external: true,
    sideEffects: !hasCopy,
  });
  if (existsSync(join(root, 'node_modules'))) {
    const installed = await lookUp(build, root, path);
    if (installed !== null) return external(installed);
  }
  if (hasCopy) return external(copy);
  const lintel = await lookUp(build, dirname(fileURLToPath(import.meta.url)), path);
  return lintel === null ? { errors: [{ text: `cannot find the package "${path}"` }] } : external(lintel);
}

/** Returns the file of an installed package, as seen from a folder; null: there is none. */
async function lookUp(build: PluginBuild, resolveDir: string, path: string): Promise<string | null> {
  const result = await build.resolve(path, { resolveDir, kind: 'import-statement', pluginData: own });
  return result.errors.length > 0 ? null : result.path;
}
