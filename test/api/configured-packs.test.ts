import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptedBlueprint } from '../../src/api/accepted-model.ts';
import { ConfigRejected } from '../../src/api/config-rejected.ts';
import { generateSystem, hasDrift } from '../../src/api/generate.ts';
import { testPackOn } from '../../src/api/pack-tests.ts';
import { rangeOf } from '../../src/diagnostics/diagnostic.ts';

const PACK = `name: notes
title: Notes
targets: [docs]
options:
  heading: { type: string, default: Notes, description: What the notes are called }
  depth: { type: integer, minimum: 1, maximum: 3, default: 1, description: How deep they go }
  form: { type: string, enum: [short, long], default: short, description: How long they are }
entries:
  - { for: system, template: notes.hbs, output: "notes-{options.form}.json" }
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lintel-pack-settings-'));
  cpSync('blueprints/minimal', folder, { recursive: true });
  mkdirSync(join(folder, 'notes'));
  writeFileSync(join(folder, 'notes/pack.yaml'), PACK);
  writeFileSync(join(folder, 'notes/notes.hbs'), '[{{json options.heading}}, {{options.depth}}]\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function generate(config: string, options: Readonly<Record<string, string>> = {}, isDry = false) {
  writeFileSync(join(folder, 'lintel.config.yaml'), config);
  const { model, packSettings } = await acceptedBlueprint('blueprint.yaml', folder);
  const { comparison } = generateSystem(model, {
    packs: ['notes'],
    choice: { options: new Map(Object.entries(options)), settings: packSettings, cwd: folder },
    root: join(folder, 'out'),
    conflict: 'theirs',
    isDry,
    lintel: '0',
  });
  return comparison;
}

/** Returns what is generated into an empty folder. */
async function notes(config: string, options: Readonly<Record<string, string>> = {}) {
  rmSync(join(folder, 'out'), { recursive: true, force: true });
  await generate(config, options);
  const names = readdirSync(join(folder, 'out')).filter((name) => name.startsWith('notes'));
  return names.map((name) => [name, readFileSync(join(folder, 'out', name), 'utf8').trim()]);
}

/** Each mistake as what it is about, what is said and what is advised. */
async function mistakes(config: string): Promise<readonly string[]> {
  const error = await generate(config).catch((thrown: unknown) => thrown);
  if (!(error instanceof ConfigRejected)) throw error;
  return error.diagnostics.map((found) => {
    const { line, column } = rangeOf(found.span).start;
    return `${found.span.source.path}:${line}:${column}: ${found.message} (${found.hint})`;
  });
}

describe('options of packs in a configuration', () => {
  it('are those of the pack, by its folder relative to the file, and what is given wins over them', async () => {
    const config = 'packs: { ./notes: { heading: House, depth: 2, form: long } }\n';
    expect(await notes(config)).toEqual([['notes-long.json', '["House", 2]']]);
    expect(await notes(config, { depth: '3', form: 'short' })).toEqual([
      ['notes-short.json', '["House", 3]'],
    ]);
  });

  it('are each the last that says it, of the file itself and of what it extends', async () => {
    writeFileSync(join(folder, 'team.yaml'), 'packs: { notes: { heading: Team, depth: 3 } }\n');
    expect(await notes('extends: ./team.yaml\npacks: { notes: { heading: House } }\n')).toEqual([
      ['notes-short.json', '["House", 3]'],
    ]);
  });

  it('count for what has drifted', async () => {
    await generate('packs: { notes: { depth: 2 } }\n');
    expect(hasDrift(await generate('packs: { notes: { depth: 2 } }\n', {}, true))).toBe(false);
    expect(hasDrift(await generate('packs: { notes: { depth: 3 } }\n', {}, true))).toBe(true);
  });

  it('are checked against the pack, all of them', async () => {
    const config = `packs:
  ./notes: { heading: 1.10, dept: 2, depth: 9, form: shrt }
  k6: { runners: many }
  kubernets: { a: 1 }
  ./nots: { a: 1 }
  typescript: { strict: true }
`;
    expect(await mistakes(config)).toEqual([
      'lintel.config.yaml:2:23: the option "heading" is a text, not 1.1 (undefined)',
      'lintel.config.yaml:2:29: the pack "notes" has no option "dept" (did you mean "depth"?)',
      'lintel.config.yaml:2:45: the option "depth" is a whole number from 1 to 3, not 9 (undefined)',
      'lintel.config.yaml:2:54: the option "form" is one of short, long, not "shrt" (did you mean "short"?)',
      'lintel.config.yaml:3:18: the option "runners" is a whole number from 1 to 1000, not "many" (undefined)',
      'lintel.config.yaml:4:3: there is no pack "kubernets" (did you mean "kubernetes"?)',
      expect.stringMatching(/^lintel.config.yaml:5:3: there is no pack ".\/nots" \(/),
      'lintel.config.yaml:6:17: the pack "typescript" has no option "strict" ("typescript" has no options)',
    ]);
  });

  it('are those that a pack is tested with', () => {
    writeFileSync(join(folder, 'lintel.config.yaml'), 'packs: { notes: { form: long, depth: 5 } }\n');
    expect(() => [...testPackOn('notes', new Map(), folder)]).toThrow(
      'lintel.config.yaml:1:38: the option "depth" is a whole number from 1 to 3, not 5',
    );
    writeFileSync(join(folder, 'lintel.config.yaml'), 'packs: { notes: { form: long } }\n');
    writeFileSync(
      join(folder, 'notes/notes.hbs'),
      '{{#if options.form}}{{options.form}} {{yaml nme}}{{/if}}\n',
    );
    const [outcome] = testPackOn('notes', new Map([['form', 'short']]), folder);
    expect(outcome?.problems[0]?.message).toContain('{{yaml nme}}');
  });
});
