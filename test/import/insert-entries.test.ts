import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Addition, insertEntries } from '../../src/import/insert-entries.ts';
import { block } from '../../src/init/yaml-text.ts';
import { parseYaml } from '../../src/source/parse-yaml.ts';
import { createSource } from '../../src/source/source.ts';

function insert(text: string, ...additions: readonly Addition[]): string {
  const source = createSource('blueprint.yaml', text);
  const root = parseYaml(source, () => {})?.root;
  if (root?.type !== 'map') throw new Error('the text is no map');
  return insertEntries(source, root, additions);
}

const erp = { key: 'erp', value: block({ contract: 'erp.wsdl', behaves: { errors: '1%' } }) };
const into = (path: string): Addition => ({ path: path.split('.'), entries: [erp] });

describe('insertEntries', () => {
  it('adds to a block behind its last entry, with what belongs to that entry', () => {
    const text = `# head
backends: # all of them
  # the first
  crm: { contract: a.yaml } # old

    # said of the crm

# tail
objectives: []
`;
    expect(insert(text, into('backends'))).toBe(`# head
backends: # all of them
  # the first
  crm: { contract: a.yaml } # old
  erp:
    contract: erp.wsdl
    behaves: { errors: 1% }

    # said of the crm

# tail
objectives: []
`);
  });

  it('keeps comments right below an entry, indented further, with it', () => {
    const text =
      'backends:\n    crm:\n        contract: a.yaml\n        # said of the crm\n    # said of nobody\n';
    expect(insert(text, into('backends'))).toBe(
      'backends:\n    crm:\n        contract: a.yaml\n        # said of the crm\n' +
        '    erp:\n      contract: erp.wsdl\n      behaves: { errors: 1% }\n    # said of nobody\n',
    );
  });

  it.each([
    [
      'within brackets',
      'backends: { crm: { contract: a } } # x\n',
      'backends: { crm: { contract: a }, erp: { contract: erp.wsdl, behaves: { errors: 1% } } } # x\n',
    ],
    [
      'within empty brackets',
      'backends: {}\n',
      'backends: { erp: { contract: erp.wsdl, behaves: { errors: 1% } } }\n',
    ],
    [
      'behind a comma that is there',
      'backends: { crm: a, }\n',
      'backends: { crm: a, erp: { contract: erp.wsdl, behaves: { errors: 1% } }, }\n',
    ],
    [
      'on a line of its own within brackets',
      'backends: {\n    crm: a # x\n  }\n',
      'backends: {\n    crm: a,\n    erp: { contract: erp.wsdl, behaves: { errors: 1% } } # x\n  }\n',
    ],
    [
      'below a key without a value',
      'backends: # none\nname: x\n',
      'backends: # none\n  erp:\n    contract: erp.wsdl\n    behaves: { errors: 1% }\nname: x\n',
    ],
    [
      'at the end of a text without a last line break',
      'backends:\n  crm: a',
      'backends:\n  crm: a\n  erp:\n    contract: erp.wsdl\n    behaves: { errors: 1% }',
    ],
    [
      'in lines that end like the others',
      'backends:\r\n  crm: a\r\n',
      'backends:\r\n  crm: a\r\n  erp:\r\n    contract: erp.wsdl\r\n    behaves: { errors: 1% }\r\n',
    ],
    [
      'behind a block of text',
      'backends:\n  crm: |+\n    a\n\n\nname: x\n',
      'backends:\n  crm: |+\n    a\n\n\n  erp:\n    contract: erp.wsdl\n    behaves: { errors: 1% }\nname: x\n',
    ],
  ])('adds %s', (_where, text, expected) => {
    expect(insert(text, into('backends'))).toBe(expected);
  });

  it('makes what is missing, where a blueprint has it', () => {
    const text = 'name: x\nfrontends:\n  home: {}\nscenarios: {}\n';
    const added = insert(text, into('integrations.erp-integration.operations'), into('backends'));
    expect(added).toBe(
      'name: x\nfrontends:\n  home: {}\n\nintegrations:\n  erp-integration:\n    operations:\n      erp:\n' +
        '        contract: erp.wsdl\n        behaves: { errors: 1% }\n\nbackends:\n  erp:\n    contract: erp.wsdl\n' +
        '    behaves: { errors: 1% }\nscenarios: {}\n',
    );
  });

  it('puts what belongs to an inner map before what belongs to the outer one', () => {
    const text = 'devices:\n  app:\n    journeys:\n      a: 1\n';
    expect(insert(text, into('devices.app.data'), into('devices.app.journeys'), into('devices'))).toBe(
      'devices:\n  app:\n    journeys:\n      a: 1\n      erp:\n        contract: erp.wsdl\n        behaves: { errors: 1% }\n' +
        '    data:\n      erp:\n        contract: erp.wsdl\n        behaves: { errors: 1% }\n' +
        '  erp:\n    contract: erp.wsdl\n    behaves: { errors: 1% }\n',
    );
  });

  it.each([
    [
      'a list of lines',
      'objectives:\n  - { a: 1 } # x\nname: x\n',
      'objectives:\n  - { a: 1 } # x\n  - { b: 2 }\nname: x\n',
    ],
    [
      'a list that is not indented',
      'objectives:\n- a: 1\n  c: 3\n',
      'objectives:\n- a: 1\n  c: 3\n- { b: 2 }\n',
    ],
    ['a list in brackets', 'objectives: [{ a: 1 }]\n', 'objectives: [{ a: 1 }, { b: 2 }]\n'],
    ['an empty list', 'objectives: []\n', 'objectives: [{ b: 2 }]\n'],
    ['a list that is not there', 'name: x\n', 'name: x\n\nobjectives:\n  - { b: 2 }\n'],
  ])('adds items to %s', (_what, text, expected) => {
    expect(insert(text, { path: ['objectives'], items: [{ b: 2 }] })).toBe(expected);
  });

  it.each([
    ['an alias', 'a: &x { crm: 1 }\nbackends: *x\n'],
    ['a map that an alias repeats', 'backends: &x { crm: 1 }\nother: *x\n'],
    ['a text', 'backends: none\n'],
    ['a list', 'backends: [a]\n'],
    ['a null that is written', 'backends: ~\n'],
  ])('refuses to add to %s', (_what, text) => {
    expect(() => insert(text, into('backends'))).toThrow('nothing can be added to "backends"');
  });

  it('leaves every character of a blueprint in its place, whatever it adds where', () => {
    const folder = fileURLToPath(new URL('../../blueprints', import.meta.url));
    const texts = ['mobile-integration', 'minimal'].map((name) =>
      readFileSync(`${folder}/${name}/blueprint.yaml`, 'utf8'),
    );
    const tiers = fc.subarray([
      'integrations',
      'backends',
      'frontends',
      'devices',
      'networks',
      'mobileServices',
    ]);
    const keys = fc.uniqueArray(fc.stringMatching(/^new-[a-z0-9-]{1,8}$/), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.constantFrom(...texts), tiers, keys, (text, paths, names) => {
        const entries = names.map((key) => ({ key, value: block({ a: 'b', c: [1, 'd'] }) }));
        const added = insert(text, ...paths.map((path) => ({ path: [path], entries })));
        const left = added
          .split('\n')
          .filter((line) => !/^ *(?:new-|a: b$|c: \[1, d\]$)|^networks:$/.test(line));
        expect(left.filter((line) => line !== '')).toEqual(text.split('\n').filter((line) => line !== ''));
      }),
    );
  });
});
