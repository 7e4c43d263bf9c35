import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { UserError } from '../../src/diagnostics/user-error.ts';
import { type Files, load, mistakes } from './memory-files.ts';

function config(text: string, others: Files = {}): Config {
  const loaded = load({ 'lintel.config.yaml': text, ...others });
  if (loaded.config === null) throw new Error(loaded.diagnostics.map(({ message }) => message).join('\n'));
  return loaded.config;
}

const levels = (text: string, others: Files = {}) => Object.fromEntries(config(text, others).levels);

describe('loadConfig', () => {
  it('reads the levels of rules; what is not named keeps its own', () => {
    expect(levels('rules: { unused-element: off, unexercised-edge: error }')).toEqual({
      'unused-element': 'off',
      'unexercised-edge': 'error',
    });
  });

  it('makes of infos warnings and of warnings errors in lintel:strict, and nothing of what leaves no model', () => {
    const strict = levels('extends: lintel:strict');
    expect(strict).toMatchObject({ 'unexercised-edge': 'warning', 'unused-element': 'error' });
    expect(strict).not.toHaveProperty('shape');
  });

  it('reads patches, those of what it extends first', () => {
    const patch = (file: string) => `patches: [{ target: { file: ${file} }, merge: { a: 1 } }]`;
    const { patches } = config(`extends: ./team.yaml\n${patch('b.yaml')}`, { 'team.yaml': patch('a.yaml') });
    expect(patches.map(({ target, span }) => [target.file, span.source.path])).toEqual([
      ['a.yaml', 'team.yaml'],
      ['b.yaml', 'lintel.config.yaml'],
    ]);
  });

  it('reads the patches of a file that two others extend once, where it comes last', () => {
    const patch = (file: string) => `patches: [{ target: { file: ${file} }, merge: { a: 1 } }]`;
    const { patches } = config('extends: [a.yaml, b.yaml]', {
      'team.yaml': patch('team.json'),
      'a.yaml': `extends: team.yaml\n${patch('a.json')}`,
      'b.yaml': `extends: team.yaml\n${patch('b.json')}`,
    });
    expect(patches.map(({ target }) => target.file)).toEqual(['a.json', 'team.json', 'b.json']);
  });

  it('reports a patch that cannot be made whatever is generated', () => {
    expect(mistakes('patches: [{ target: { file: a.yaml }, json: [{ op: remove, path: a/b }] }]')).toEqual([
      'a/b | "a/b" is no JSON Pointer (begin with "/")',
    ]);
    expect(mistakes('patches: [{ target: { name: shop }, merge: {} }]')).toEqual([
      '{ name: shop } | a patch names an object without its kind (add "kind")',
    ]);
  });

  it('goes back to the severities of the rules in lintel:recommended', () => {
    const both = levels('extends: [lintel:strict, lintel:recommended]');
    expect(both).toMatchObject({ 'unexercised-edge': 'info', 'unused-element': 'warning' });
  });

  it('lets what comes later win, and its own rules over all', () => {
    const files = {
      'a.yaml': 'rules: { unused-element: info, no-owner: info, early-notice: info }',
      'b/b.yaml': 'extends: ../c.yaml\nrules: { no-owner: error }',
      'c.yaml': 'rules: { no-owner: off, early-notice: off }',
    };
    expect(levels('extends: [a.yaml, ./b/b.yaml]\nrules: { unused-element: error }', files)).toEqual({
      'unused-element': 'error',
      'no-owner': 'error',
      'early-notice': 'off',
    });
  });

  it('may extend one file by two ways', () => {
    const files = {
      'a.yaml': 'extends: c.yaml',
      'b.yaml': 'extends: c.yaml',
      'c.yaml': 'rules: { no-owner: off }',
    };
    expect(levels('extends: [a.yaml, b.yaml]', files)).toEqual({ 'no-owner': 'off' });
  });

  it('finds overrides by file, from the folder of the configuration that has them, and by place', () => {
    const { overrides } = config('extends: team/team.yaml\noverrides: [{ paths: [backends.*], rules: {} }]', {
      'team/team.yaml': 'overrides: [{ files: ["old/**"], paths: ["gateway.**"], rules: { no-owner: off } }]',
    });
    const [first, second] = overrides;
    expect(first?.levels.get('no-owner')).toBe('off');
    expect([
      first?.isFor('/project/team/old/a.yaml', 'gateway.api'),
      first?.isFor('/project/team/old/a.yaml', 'backends.crm'),
      first?.isFor('/project/old/a.yaml', 'gateway.api'),
      second?.isFor('/project/any.yaml', 'backends.crm'),
      second?.isFor('/project/any.yaml', 'backends.crm.behaves'),
    ]).toEqual([true, false, false, true, false]);
  });

  it('takes the last baseline that is named, from the folder of the file that names it', () => {
    const files = { 'team/team.yaml': 'baseline: known.json' };
    expect(config('extends: team/team.yaml', files).baseline).toBe('/project/team/known.json');
    expect(config('extends: team/team.yaml\nbaseline: own.json', files).baseline).toBe('/project/own.json');
    expect(config('rules: {}').baseline).toBeNull();
  });

  it('has the custom rules of all files, the later of two with one id, sorted', () => {
    const rule = (message: string) => `{ message: ${message}, forbid: { to: { tier: backends } } }`;
    const { custom } = config(`extends: a.yaml\ncustom: { z-rule: ${rule('own')} }`, {
      'a.yaml': `custom: { z-rule: ${rule('other')}, a-rule: ${rule('first')} }`,
    });
    expect(custom.map(({ id, summary }) => `${id}: ${summary}`)).toEqual([
      'a-rule: A custom rule: first.',
      'z-rule: A custom rule: own.',
    ]);
  });

  it('throws a UserError where the file is not there', () => {
    expect(() => load({})).toThrow(UserError);
    expect(() => load({})).toThrow('the configuration "lintel.config.yaml" does not exist');
  });
});

describe('mistakes in a configuration', () => {
  it.each([
    [
      'an unknown key',
      'rulse: {}',
      'rulse | unknown key "rulse" in the configuration (did you mean "rules"?)',
    ],
    [
      'an unknown rule',
      'rules: { unused-elment: off }',
      'unused-elment | there is no rule "unused-elment" (did you mean "unused-element"?)',
    ],
    [
      'an unknown level',
      'rules: { unused-element: warn }',
      'warn | "rules.unused-element" is "warn", which is not one of its values (allowed: "off", "info", "warning", "error")',
    ],
    [
      'a rule that leaves no model and is turned off',
      'rules: { shape: off }',
      'off | rule "shape" cannot be set to "off" (a blueprint with such an error has no model, so nothing else can be said of it: it stays an error)',
    ],
    [
      'a preset that is none',
      'extends: lintel:strickt',
      'lintel:strickt | there is no preset "lintel:strickt" (did you mean "lintel:strict"?)',
    ],
    ['a file that is missing', 'extends: [none.yaml]', 'none.yaml | "none.yaml" does not exist (h)'],
    [
      'a file that lies outside',
      'extends: ../../etc.yaml',
      '../../etc.yaml | "../../etc.yaml" lies outside (h)',
    ],
    [
      'an override for nothing',
      'overrides: [{ rules: { no-owner: off } }]',
      '{ rules: { no-owner: off } } | an override has neither "files" nor "paths" (say which files or which places it is for)',
    ],
    [
      'a pattern that stands for too much',
      'overrides: [{ files: ["{a,b}{a,b}{a,b}{a,b}{a,b}"], rules: {} }]',
      '"{a,b}{a,b}{a,b}{a,b}{a,b}" | the pattern "{a,b}{a,b}{a,b}{a,b}{a,b}" stands for more than 16 alternatives',
    ],
    [
      'a list',
      '- rules',
      '- | a configuration is a map of keys, not a list (start with "rules:", and below it a rule and its severity)',
    ],
    [
      'nothing',
      '# later\n',
      '# | the file holds no configuration (start with "rules:", and below it a rule and its severity)',
    ],
    [
      'what is no YAML',
      'rules: {',
      ' | flow map in block collection must be sufficiently indented and end with a }',
    ],
    [
      'a key that is written twice',
      'rules: {}\nrules: {}',
      'rules | key "rules" is written twice (keep one of the two)',
    ],
    ['a tag', 'rules: !x {}', '! | tag "!x" is not allowed'],
  ])('says what is wrong with %s, and where', (_, text, expected) => {
    expect(mistakes(text)).toEqual([expected]);
  });

  it('are found in extended files too, all at once and in order', () => {
    const found = mistakes('extends: [b.yaml, a.yaml]\nrules: { x: off }', {
      'a.yaml': 'rules: { y: off }',
      'b.yaml': 'rules: { z: on }',
    });
    expect(found.map((one) => one.split(' ')[0])).toEqual(['y', 'on', 'x']);
  });

  it('names the whole circle where a configuration extends itself', () => {
    const files = { 'a.yaml': 'extends: sub/b.yaml', 'sub/b.yaml': 'extends: [../a.yaml]' };
    expect(mistakes('extends: a.yaml', files)).toEqual([
      '../a.yaml | a configuration extends itself: a.yaml -> sub/b.yaml -> a.yaml (move what both need into a third file)',
    ]);
    expect(mistakes('extends: lintel.config.yaml')[0]).toContain('lintel.config.yaml -> lintel.config.yaml');
  });

  it('end where each file extends the next one twice', () => {
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`f${at}.yaml`, `extends: [f${at + 1}.yaml, f${at + 1}.yaml]`]),
    );
    expect(mistakes('extends: f0.yaml', { ...files, 'f40.yaml': 'rules: {}' })).toEqual([
      expect.stringContaining('more than 20 files are extended'),
    ]);
  });

  it.each([
    ['a text that is too large', `# ${'x'.repeat(256 * 1024)}\nrules: {}`, 'the file is larger than 256 KiB'],
    [
      'too many overrides',
      `overrides:\n${'  - { files: [a], rules: {} }\n'.repeat(201)}`,
      'there are more than 200 overrides',
    ],
  ])('are told of %s', (_, text, expected) => {
    expect(mistakes(text)).toEqual([expect.stringContaining(expected)]);
  });

  it('end at a thousand', () => {
    const rules = Array.from({ length: 3000 }, (_, at) => `  rule-${at}: off`);
    expect(mistakes(`rules:\n${rules.join('\n')}`)).toHaveLength(1000);
  });

  it('are those of patterns too that have more to compare than is allowed', () => {
    const files = Array.from({ length: 50 }, (_, at) => `'${'*a'.repeat(98)}${at}'`).join(', ');
    const { overrides } = config(`overrides: [{ files: [${files}], rules: {} }]`);
    const compare = () => {
      for (let at = 0; at < 100; at++) overrides[0]?.isFor(`/project/${'a'.repeat(1000)}${at}`, '');
    };
    expect(compare).toThrow('there is more to compare with patterns than is allowed');
  });
});
