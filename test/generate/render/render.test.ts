import { expect, test } from 'vitest';
import { UserError } from '../../../src/diagnostics/user-error.ts';
import { freeText } from '../../../src/generate/free-text.ts';
import { createRenderer } from '../../../src/generate/render/render.ts';
import { userErrorOf } from '../../support/user-error-of.ts';

const render = createRenderer();
const renderText = (text: string, view: object) => render({ shown: 'pack/file.hbs', text }, view).text;

test('fails where a template writes free text without an encoder', () => {
  expect(() => renderText('x = {{title}}', { title: freeText('a') })).toThrow(/without an encoder/);
});

test('fails for a field that the view does not have, and for an unknown helper', () => {
  expect(() => renderText('{{titel}}', { title: 'a' })).toThrow(/titel/);
  expect(() => renderText('{{shout name}}', { name: 'a' })).toThrow(/shout/);
});

test.each(['\u0001S0;', '\u0001L9,9;', 'a\u0001(b', '\u0001'])(
  'writes the text %j as it is, whatever it has a meaning for',
  (text) => {
    const { text: written, origins } = render(
      { shown: 'pack/file.hbs', text: '{{verbatim a}}\n{{ts b}} {{json b}}\n{{yaml b}}\n' },
      { a: freeText(text), b: { c: freeText(text) } },
    );
    const escaped = text.replaceAll('\u0001', '\\u0001');
    expect(written).toBe(`${text}\n{ c: '${escaped}' } {\n  "c": "${escaped}"\n}\nc: "${escaped}"\n`);
    expect(origins).toEqual([{ line: 1, templateLine: 1, count: 2, blueprintPath: '' }, expect.anything()]);
  },
);

test.each([
  ['a field that is not there', 'a\n  {{titel}}', '2:5: there is no field "titel" here', null],
  [
    'the same as what a helper is given',
    'a\n {{b}} {{ts titel}}',
    '2:8: {{ts titel}} is given a field',
    null,
  ],
  ['an unknown helper', 'a\n {{tsStrin b}}', '2:2: there is no helper "tsStrin"', /did you mean "tsString"/],
  ['free text', '{{json t}}\n {{#if t}}{{t}}{{/if}}', '2:11: a template writes free text', /{{yaml field}}/],
  ['what is no template', 'a\n{{#if b}}\n{{/each}}', "2:4: if doesn't match each", null],
  ["a character of Lintel's own", 'a\n b\u0001', '2:3: the control character U+0001 cannot stand', /delete/],
  ['an open block', 'a\n{{#if b}}\n', '3:1: no template: Expecting', null],
])('says where in a template there is %s', (_what, text, message, hint) => {
  const error = userErrorOf(() => renderText(text, { b: 'b', t: freeText('x') }));
  expect(error.message).toContain(`pack/file.hbs:${message}`);
  if (hint !== null) expect(error.hint).toMatch(hint);
});

test('gives a template nothing but the fields of the view: neither prototypes nor what lies behind them', () => {
  for (const text of [
    '{{constructor}}',
    '{{json constructor}}',
    '{{b.constructor.name}}',
    '{{__proto__}}',
    '{{toString}}',
    '{{@root.constructor}}',
    '{{lookup b "constructor"}}',
    '{{#with (lookup b "__proto__")}}{{json this}}{{/with}}',
    '{{log "x"}}',
    '{{helperMissing}}',
  ]) {
    expect([text, shownOf(() => renderText(text, { b: {} }))]).toEqual([text, '']);
  }
});

/** What a template writes; nothing where it may not be rendered. */
function shownOf(attempt: () => string): string {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof UserError) return '';
    throw error;
  }
}

test('never takes free text for a template, a slot or a mark', () => {
  const text = '{{name}} \uE0000\uE001 \uE002 \uE003';
  const value: unknown = JSON.parse(renderText('{{json title}}', { title: freeText(text), name: 'x' }));
  expect(value).toBe(text);
});

test('lays a value out for the place it stands at', () => {
  const view = { list: ['a'.repeat(60), 'b'.repeat(60)] };
  expect(renderText('  const list = {{ts list}};\n', view)).toBe(
    `  const list = [\n    '${'a'.repeat(60)}',\n    '${'b'.repeat(60)}',\n  ];\n`,
  );
  expect(renderText('const text = {{ts text}};\n', { text: 'x'.repeat(120) })).toBe(
    `const text =\n  '${'x'.repeat(120)}';\n`,
  );
});

test('writes every `$` of a text, of a map and of a list twice for Compose', () => {
  const view = { a: freeText('$A'), b: { $c: freeText('${B}'), d: [1, '$'] } };
  expect(renderText('a: {{composeYaml a}}\nb:\n  {{composeYaml b}}\n', view)).toBe(
    'a: "$$A"\nb:\n  "$c": "$${B}"\n  d:\n    - 1\n    - "$$"\n',
  );
});

test('puts items on one line where they fit, and leaves them one a line where not', () => {
  const template = '{{#fit}}\nimport {\n  a,\n  {{name}},\n} from {{tsString from}};\n{{/fit}}\nnext\n';
  expect(renderText(template, { name: 'b', from: 'x' })).toBe("import { a, b } from 'x';\nnext\n");
  const name = 'b'.repeat(100);
  expect(renderText(template, { name, from: 'x' })).toBe(`import {\n  a,\n  ${name},\n} from 'x';\nnext\n`);
});
