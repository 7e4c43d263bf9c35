import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parsePlainYaml } from '../source/parse-plain-yaml.ts';
import { type Pack, type PackEntry, SUBJECTS, type Subject } from './pack.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Returns the pack in `<folder>/<name>`: its manifest checked and every file that the manifest names read.
 * Throws an Error that names the pack and the place where the manifest is wrong: packs come with Lintel.
 */
export function loadPack(folder: string, name: string): Pack {
  const root = join(folder, name);
  const manifest = fieldsOf(
    parsePlainYaml(readFileSync(join(root, 'pack.yaml'), 'utf8')),
    `${name}/pack.yaml`,
  );
  allowKeys(manifest, ['name', 'title', 'versions', 'entries'], `${name}/pack.yaml`);
  if (manifest['name'] !== name) throw new Error(`${name}/pack.yaml: name must be "${name}"`);
  if (!Array.isArray(manifest['entries'])) throw new Error(`${name}/pack.yaml: entries must be a list`);
  const entries = manifest['entries'].map((entry, at) => entryOf(entry, `${name}/pack.yaml: entries.${at}`));
  const files = new Map<string, string>();
  for (const entry of entries) readInto(files, root, entry.source.path);
  const versions = versionsOf(manifest['versions'] ?? {}, `${name}/pack.yaml: versions`);
  return { name, title: textOf(manifest, 'title', `${name}/pack.yaml`), versions, entries, files };
}

function entryOf(value: unknown, place: string): PackEntry {
  const fields = fieldsOf(value, place);
  allowKeys(fields, ['for', 'when', 'template', 'copy', 'output', 'executable'], place);
  if ('template' in fields === 'copy' in fields) throw new Error(`${place}: needs one of template and copy`);
  const type = 'template' in fields ? 'template' : 'copy';
  return {
    for: subjectOf(textOf(fields, 'for', place), place),
    when: conditionsOf(fields['when'] ?? {}, place),
    source: { type, path: textOf(fields, type, place) },
    output: textOf(fields, 'output', place),
    executable: fields['executable'] === true,
  };
}

function versionsOf(value: unknown, place: string): Pack['versions'] {
  const fields = fieldsOf(value, place);
  return Object.fromEntries(Object.keys(fields).map((name) => [name, textOf(fields, name, place)]));
}

function subjectOf(name: string, place: string): Subject {
  const subject = SUBJECTS.find((known) => known === name);
  if (subject === undefined) throw new Error(`${place}: for must be one of ${SUBJECTS.join(', ')}`);
  return subject;
}

function conditionsOf(value: unknown, place: string): PackEntry['when'] {
  const conditions: Record<string, string | boolean> = {};
  for (const [key, wanted] of Object.entries(fieldsOf(value, place))) {
    if (typeof wanted !== 'string' && typeof wanted !== 'boolean') {
      throw new Error(`${place}: when.${key} must be a string or a boolean`);
    }
    conditions[key] = wanted;
  }
  return conditions;
}

function readInto(files: Map<string, string>, root: string, path: string): void {
  if (statSync(join(root, path)).isFile()) {
    files.set(path, readFileSync(join(root, path), 'utf8'));
    return;
  }
  for (const name of readdirSync(join(root, path)).sort()) {
    if (name !== 'node_modules' && name !== 'dist') readInto(files, root, `${path}/${name}`);
  }
}

function fieldsOf(value: unknown, place: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${place}: must be a map`);
  }
  return Object.fromEntries(Object.entries(value));
}

function textOf(fields: Fields, key: string, place: string): string {
  const value = fields[key];
  if (typeof value !== 'string' || value === '') throw new Error(`${place}: ${key} must be a string`);
  return value;
}

function allowKeys(fields: Fields, keys: readonly string[], place: string): void {
  const unknown = Object.keys(fields).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw new Error(`${place}: unknown key "${unknown}"`);
}
