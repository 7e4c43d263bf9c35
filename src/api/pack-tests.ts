import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PackSettings } from '../config/config.ts';
import { refuseUnknownOptions } from '../generate/pack/pack-options.ts';
import { missingFields } from '../pack-test/missing-fields.ts';
import type { BlueprintTexts } from '../pack-test/rewritten-blueprint.ts';
import { type PackOutcome, testPack } from '../pack-test/test-pack.ts';
import { blueprintsBelow } from './blueprints-below.ts';
import { configuredPacks } from './configured-packs.ts';
import { findConfig } from './find-config.ts';
import { installationFolder } from './installation.ts';
import { loadConfigs } from './load-configs.ts';

export type { PackOutcome, PackProblem } from '../pack-test/test-pack.ts';

/**
 * Renders a pack against every blueprint that comes with Lintel and returns, one by one, what came of each. Nothing is
 * written and no server is started. Options are those of the configuration in `cwd`, unless they are given. Throws a UserError for
 * a pack or an option that does not exist, and for a mistake in the manifest or in the configuration.
 */
export function* testPackOn(
  pack: string,
  options: ReadonlyMap<string, string>,
  cwd: string,
): Generator<PackOutcome> {
  const packs = configuredPacks([pack], settingsIn(cwd), cwd);
  refuseUnknownOptions(packs, options);
  const blueprints = referenceBlueprints();
  const missing = missingFields(packs, blueprints, options);
  for (const blueprint of blueprints) {
    const outcome = testPack(packs, blueprint, options);
    yield { ...outcome, problems: [...outcome.problems, ...(missing.get(blueprint.path) ?? [])] };
  }
}

/** What the configuration of the current folder says of packs. */
function settingsIn(cwd: string): readonly PackSettings[] {
  const path = findConfig(cwd, cwd);
  return path === null ? [] : (loadConfigs([path], cwd).get(path)?.packs ?? []);
}

/** Returns the blueprints that come with Lintel, sorted by their path in its folder. */
export function referenceBlueprints(): readonly BlueprintTexts[] {
  const root = installationFolder();
  return blueprintsBelow('blueprints', root).map((file) => {
    const path = join(root, file);
    const contract = (name: string) => {
      const text = join(dirname(path), name);
      return existsSync(text) ? readFileSync(text, 'utf8') : null;
    };
    return { path: file.replaceAll('\\', '/'), text: readFileSync(path, 'utf8'), contract };
  });
}
