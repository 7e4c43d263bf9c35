import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { expect, test } from 'vitest';
import { compileToCode, hashOf } from '../../../src/generate/render/compile-template.ts';

const templates = readdirSync('templates', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.hbs'))
  .map((name) => readFileSync(join('templates', name), 'utf8'));

/** What `npm run build` has made; run before every `npm test`. */
const built: Readonly<Record<string, object>> = createRequire(import.meta.url)(
  '../../../dist/parsers/templates.cjs',
);

test('the build has every template, compiled to what it would be compiled to now', () => {
  const texts = [...new Set(templates)];
  const members = texts.map((text) => `'${hashOf(text)}': ${compileToCode(text)}`);
  const code = `module.exports = {${members.join(',\n')}};`;
  const { code: minified } = transformSync(code, { minify: true, target: 'node20', format: 'cjs' });
  const module = { exports: {} };
  new Function('module', minified)(module);
  expect(sourcesOf(built)).toEqual(sourcesOf(module.exports));
});

/** Functions as their code. */
function sourcesOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).map(([key, part]) => [key, sourcesOf(part)] as const);
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
}
