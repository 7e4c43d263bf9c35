import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { referenceBlueprints } from '../../src/api/pack-tests.ts';
import { loadPack, loadPackFolder, packsIn } from '../../src/generate/pack/load-pack.ts';
import { missingFields } from '../../src/pack-test/missing-fields.ts';
import { temporaryFolders } from '../support/plans.ts';

const temporary = temporaryFolders();
const templates = join(process.cwd(), 'templates');
const blueprints = referenceBlueprints();

/** Returns what is found with a template for some subjects, as place, message and hint. */
function found(template: string, subjects: readonly string[], options = ''): readonly string[] {
  const folder = temporary();
  const entries = subjects.map(
    (subject) => `  - { for: ${subject}, template: a.hbs, output: "${subject}/{name}.txt" }\n`,
  );
  const head = `name: p\ntitle: P\ntargets: [docs]\n${options}entries:\n`;
  writeFileSync(join(folder, 'pack.yaml'), head + entries.join(''));
  writeFileSync(join(folder, 'a.hbs'), template);
  const problems = missingFields([loadPackFolder(folder, 'p', templates)], blueprints);
  return [...problems.values()].flat().map(({ at, message, hint }) => `${at} ${message} (${hint})`);
}

const said = (place: string, field: string, hint: string | null) =>
  `p/a.hbs:${place} a block asks for "${field}", and there is never such a field here (${hint})`;

describe('a field that a block asks for', () => {
  it('is found in every kind of block, where no view of any blueprint has it', () => {
    const template = `{{#if hasCals}}x{{/if}}
{{#unless isGatewy}}x{{/unless}}
{{#each cals}}{{name}}{{/each}}
  {{#with sizin}}x{{else if isScalble}}y{{/with}}
`;
    expect(found(template, ['workload'])).toEqual([
      said('1:7', 'hasCals', 'did you mean "hasCalls"?'),
      said('2:11', 'isGatewy', 'did you mean "isGateway"?'),
      said('3:9', 'cals', 'did you mean "calls"?'),
      said('4:11', 'sizin', 'did you mean "sizing"?'),
      said('4:29', 'isScalble', 'did you mean "isScalable"?'),
    ]);
  });

  it('is one of where it stands: not of what is outside of a block', () => {
    const template = `{{#each calls}}{{#if hasCalls}}x{{/if}}{{#if ../hasCalls}}y{{/if}}{{#if @root.hasCalls}}z{{/if}}{{/each}}
{{#each calls as |call|}}{{#if call.nam}}x{{/if}}{{#if call.name}}y{{/if}}{{#if call}}z{{/if}}{{#if @first}}z{{/if}}{{/each}}
`;
    expect(found(template, ['workload'])).toEqual([
      said('1:22', 'hasCalls', 'write "@root.hasCalls" for that of the whole view'),
      said('2:32', 'call.nam', 'did you mean "name"?'),
    ]);
  });

  it('is not missed where one of the views has it, or where it is never asked for', () => {
    expect(found('{{#if hasScenarios}}{{/if}}\n', ['load-test', 'system'])).toEqual([]);
    expect(found('{{#if hasScenarios}}{{/if}}\n', ['system'])).toHaveLength(1);
    expect(found('{{#if false}}{{#if nothing}}{{/if}}{{/if}}\n', ['system'])).toEqual([]);
  });

  it('may be an option', () => {
    const options = 'options: { domain: { type: string, default: "", description: D } }\n';
    const template = '{{#if options.domain}}{{/if}}{{#if options.doman}}{{/if}}\n';
    expect(found(template, ['system'], options)).toEqual([
      said('1:36', 'options.doman', 'did you mean "domain"?'),
    ]);
  });

  it('is left to the mistakes of a template that has some', () => {
    expect(found('{{titel}}{{#if titel}}{{/if}}\n', ['system'])).toEqual([]);
  });
});

it('is never misspelt in the packs that come with Lintel', () => {
  const packs = packsIn(templates).map((name) => loadPack(templates, name));
  expect(Object.fromEntries(missingFields(packs, blueprints))).toEqual({});
});
