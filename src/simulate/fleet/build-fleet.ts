import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildFailure } from 'esbuild';
import { UserError } from '../../diagnostics/user-error.ts';
import { readWorkspace, type Workspace } from './read-workspace.ts';
import { resolvePackages } from './resolve-packages.ts';

/** A service of a generated folder, made loadable: URLs of its two modules. */
export interface BuiltService {
  readonly element: string;
  readonly serviceModule: string;
  readonly configModule: string;
}

export interface BuildOptions {
  /** The folder that was generated. */
  readonly generatedDir: string;
  /** Elements that must have a service there, in the order of the result. */
  readonly elements: readonly string[];
  /** Where the built modules go: a temporary folder. */
  readonly outDir: string;
  /** Copies of Lintel's own packages in one file each; need not exist. */
  readonly packagesDir: string;
}

/**
 * Bundles the services of a generated folder so that they run without being installed. What they share is loaded once. The
 * packages of the folder's workspace are taken from source; third-party ones from the folder if it is installed, else from
 * Lintel's own installation. Throws a UserError where a service is absent or does not compile.
 */
export async function buildFleet(options: BuildOptions): Promise<readonly BuiltService[]> {
  const workspace = readWorkspace(options.generatedDir);
  const folders = options.elements.map((element) => ({ element, folder: folderOf(workspace, element) }));
  const esbuild = await import('esbuild');
  try {
    await esbuild.build({
      absWorkingDir: options.generatedDir,
      entryPoints: Object.fromEntries(
        folders.flatMap(({ element, folder }) => [
          [`${element}/service`, join(folder, 'src/service.ts')],
          [`${element}/config`, join(folder, 'src/config.ts')],
        ]),
      ),
      outdir: options.outDir,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      // Without the bundlers' own `module`, which names files that Node itself cannot load.
      conditions: [],
      sourcemap: 'inline',
      sourcesContent: false,
      logLevel: 'silent',
      plugins: [resolvePackages(workspace, options.packagesDir)],
    });
  } catch (error) {
    throw compileError(error, options.generatedDir);
  } finally {
    // The compiler is a process of its own, and would outlive this call.
    await esbuild.stop();
  }
  const url = (element: string, module: string) =>
    pathToFileURL(join(options.outDir, element, `${module}.mjs`)).href;
  return options.elements.map((element) => ({
    element,
    serviceModule: url(element, 'service'),
    configModule: url(element, 'config'),
  }));
}

function folderOf(workspace: Workspace, element: string): string {
  const folder = workspace.services.get(element);
  if (folder !== undefined) return folder;
  throw new UserError(
    'not-generated',
    `no service "${element}" in ${workspace.root}`,
    'generate the folder again from this blueprint',
  );
}

function compileError(error: unknown, root: string): unknown {
  if (!(error instanceof Error && 'errors' in error)) return error;
  const [first] = (error as BuildFailure).errors;
  const at = first?.location
    ? `${first.location.file}:${first.location.line}:${first.location.column + 1}: `
    : '';
  return new UserError(
    'environment',
    `the services in ${root} do not compile: ${at}${first?.text ?? error.message}`,
    'correct the file, or generate the folder again',
  );
}
