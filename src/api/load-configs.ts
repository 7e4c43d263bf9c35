import { dirname } from 'node:path';
import type { Config } from '../config/config.ts';
import { loadConfig } from '../config/load-config.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { orderDiagnostics } from '../diagnostics/diagnostic.ts';
import { RULE_CATALOGUE } from '../rules/catalogue.ts';
import { ConfigRejected } from './config-rejected.ts';
import { diskFiles } from './disk-files.ts';

/**
 * Returns the configurations at some paths (absolute), each read once. Throws a `ConfigRejected` with every mistake in any
 * of them, and a UserError for one that is not there.
 */
export function loadConfigs(paths: Iterable<string>, cwd: string): ReadonlyMap<string, Config> {
  const configs = new Map<string, Config>();
  const mistakes: Diagnostic[] = [];
  for (const path of new Set(paths)) {
    const loaded = loadConfig(path, diskFiles(cwd, [dirname(path), cwd]), RULE_CATALOGUE);
    if (loaded.config === null) mistakes.push(...loaded.diagnostics);
    else configs.set(path, loaded.config);
  }
  if (mistakes.length > 0) throw new ConfigRejected(orderDiagnostics(mistakes));
  return configs;
}
