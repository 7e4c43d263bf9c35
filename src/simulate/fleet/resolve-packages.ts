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
 * party ones as files that the bundle refers to and does not contain.
 */
export function resolvePackages(workspace: Workspace): Plugin {
  return {
    name: 'resolve-packages',
    setup(build) {
      const found = new Map<string, Promise<OnResolveResult | undefined>>();
      build.onResolve({ filter: /^[^./]/ }, ({ path, kind, pluginData }) => {
        if (pluginData === own || kind === 'entry-point' || isBuiltin(path)) return undefined;
        const source = sourceOf(workspace, path);
        if (source !== null) return { path: source };
        let result = found.get(path);
        if (result === undefined) {
          result = findInstalled(build, workspace.root, path);
          found.set(path, result);
        }
        return result;
      });
    },
  };
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

async function findInstalled(
  build: PluginBuild,
  root: string,
  path: string,
): Promise<OnResolveResult | undefined> {
  const lintel = dirname(fileURLToPath(import.meta.url));
  const places = existsSync(join(root, 'node_modules')) ? [root, lintel] : [lintel];
  for (const resolveDir of places) {
    const result = await build.resolve(path, { resolveDir, kind: 'import-statement', pluginData: own });
    if (result.errors.length === 0) return { path: pathToFileURL(result.path).href, external: true };
  }
  return { errors: [{ text: `cannot find the package "${path}"` }] };
}
