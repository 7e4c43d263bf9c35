import { expect, test } from 'vitest';
import { freeText } from '../../src/generate/free-text.ts';
import { createRenderer } from '../../src/generate/render.ts';

const render = createRenderer();
let templates = 0;
const renderText = (text: string, view: object) =>
  render({ name: `template-${templates++}`, text }, view).text;

test('fails where a template writes free text without an encoder', () => {
  expect(() => renderText('x = {{title}}', { title: freeText('a') })).toThrow(/without an encoder/);
});

test('fails for a field that the view does not have, and for an unknown helper', () => {
  expect(() => renderText('{{titel}}', { title: 'a' })).toThrow(/titel/);
  expect(() => renderText('{{shout name}}', { name: 'a' })).toThrow(/shout/);
});

test('names the template that fails', () => {
  expect(() => render({ name: 'pack/file.hbs', text: '{{x}}' }, {})).toThrow(/^pack\/file\.hbs: /);
});

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

test('puts items on one line where they fit, and leaves them one a line where not', () => {
  const template = '{{#fit}}\nimport {\n  a,\n  {{name}},\n} from {{tsString from}};\n{{/fit}}\nnext\n';
  expect(renderText(template, { name: 'b', from: 'x' })).toBe("import { a, b } from 'x';\nnext\n");
  const name = 'b'.repeat(100);
  expect(renderText(template, { name, from: 'x' })).toBe(`import {\n  a,\n  ${name},\n} from 'x';\nnext\n`);
});
