import { posix } from 'node:path';
import type { LoadedConfig } from '../../src/config/load-config.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import type { ProjectFiles } from '../../src/config/project-files.ts';
import { RULE_CATALOGUE } from '../../src/rules/catalogue.ts';
import { createSource } from '../../src/source/source.ts';

/** Files by their paths in a project; what lies beside it is outside. */
export type Files = Readonly<Record<string, string>>;

/** Returns the files of a project that is nowhere but here, at `/project`. */
export function memoryFiles(files: Files): ProjectFiles {
  const nameOf = (path: string) => posix.relative('/project', path);
  return {
    nameOf,
    read: (path) => {
      const name = nameOf(path);
      const text = files[name];
      if (text !== undefined) return { source: createSource(name, text) };
      const isMissing = !name.startsWith('..');
      return { problem: isMissing ? 'does not exist' : 'lies outside', hint: 'h', isMissing };
    },
  };
}

/** Loads `lintel.config.yaml` of a project. */
export function load(files: Files): LoadedConfig {
  return loadConfig('/project/lintel.config.yaml', memoryFiles(files), RULE_CATALOGUE);
}

/** Returns the mistakes in `lintel.config.yaml`, as `text at the place | message (hint)`. */
export function mistakes(text: string, others: Files = {}): readonly string[] {
  const loaded = load({ 'lintel.config.yaml': text, ...others });
  if (loaded.config !== null) return [];
  return loaded.diagnostics.map(({ rule, severity, span, message, hint }) => {
    if (rule !== 'config' || severity !== 'error') throw new Error(`${severity} of ${rule}`);
    const place = span.source.text.slice(span.start, span.end);
    return `${place} | ${message}${hint === undefined ? '' : ` (${hint})`}`;
  });
}
