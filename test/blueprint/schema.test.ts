import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { compileSchemaStandalone } from '../../src/blueprint/compile-standalone.ts';
import { validateShape } from '../../src/blueprint/compiled-schema.ts';
import { documentBlueprint } from '../../src/blueprint/document-blueprint.ts';
import { blueprintSchema } from '../../src/blueprint/schema/index.ts';
import type { Schema } from '../../src/blueprint/schema/parts.ts';

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every key of a map in the schema, with its own schema, by path. */
function keysOf(schema: Schema, path = ''): readonly { readonly path: string; readonly schema: Schema }[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    if (keyword === 'default' || keyword === 'examples' || keyword === 'if') return [];
    if (keyword === 'properties' && isSchema(value)) {
      return Object.entries(value).flatMap(([key, child]) => {
        // Variants only repeat the names of common keys.
        if (!isSchema(child) || Object.keys(child).length === 0) return [];
        return [{ path: `${path}.${key}`, schema: child }, ...keysOf(child, `${path}.${key}`)];
      });
    }
    const inner = Array.isArray(value) ? value : [value];
    return inner.flatMap((one) => (isSchema(one) ? keysOf(one, `${path}/${keyword}`) : []));
  });
}

describe('the schema', () => {
  const keys = keysOf(blueprintSchema());

  it('describes every key and gives an example of it', () => {
    expect(keys.length).toBeGreaterThan(100);
    const bare = keys.filter(({ schema }) => typeof schema['description'] !== 'string');
    expect(bare.map(({ path }) => path)).toEqual([]);
    const without = keys.filter(({ schema }) => !Array.isArray(schema['examples']));
    expect(without.map(({ path }) => path)).toEqual([]);
  });

  it('has examples and defaults that it accepts itself', () => {
    const ajv = new Ajv({ strict: false });
    const refused = keys.flatMap(({ path, schema }) => {
      const validate = ajv.compile(schema);
      const values = [...(Array.isArray(schema['examples']) ? schema['examples'] : []), schema['default']];
      const isShortened = /operations|\.frontends|\.integrations/.test(path);
      return values
        .filter((value) => value !== undefined && !isShortened && !validate(value))
        .map((value) => `${path}: ${JSON.stringify(value)}`);
    });
    expect(refused).toEqual([]);
  });

  it('accepts no key that it does not know', () => {
    const open = keys.filter(
      ({ schema }) =>
        'properties' in schema && !('allOf' in schema) && schema['additionalProperties'] !== false,
    );
    expect(open.map(({ path }) => path)).toEqual([]);
  });

  it('uses patterns that stay quick on long texts', () => {
    const patterns = keys.flatMap(({ schema }) =>
      typeof schema['pattern'] === 'string' ? [schema['pattern']] : [],
    );
    for (const pattern of new Set(patterns)) {
      for (const piece of ['a', '/a', '1', '/{a}', 'GET /', '-', '.', '1.']) {
        const text = `GET ${piece.repeat(20_000)}!`;
        const started = performance.now();
        new RegExp(pattern).test(text);
        new RegExp(pattern).test(text.slice(4));
        expect(performance.now() - started).toBeLessThan(1000);
      }
    }
  });
});

describe('the compiled schema for the build', () => {
  it('imports nothing and finds the same as the one compiled at run time', async () => {
    const code = compileSchemaStandalone(blueprintSchema());
    expect(code).not.toMatch(/\brequire\(|^import /m);
    const folder = mkdtempSync(join(tmpdir(), 'lintel-schema-'));
    try {
      const file = join(folder, 'schema.mjs');
      writeFileSync(file, code);
      const built: { validateShape: typeof validateShape } = await import(pathToFileURL(file).href);
      for (const data of [
        {},
        { name: 5, x: 1 },
        { devices: { A: { journeys: { j: { steps: ['x', { think: 1 }] } } } } },
      ]) {
        expect(built.validateShape(data)).toEqual(validateShape(data));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('docs/blueprint.md', () => {
  it('is what the schema says (UPDATE_DOCS=1 writes it)', () => {
    const file = 'docs/blueprint.md';
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, documentBlueprint());
    expect(readFileSync(file, 'utf8')).toBe(documentBlueprint());
  });

  it('has a row for each key', () => {
    const text = documentBlueprint();
    const missing = keysOf(blueprintSchema()).filter(
      ({ path }) =>
        !text.includes(`| \`${path.split('.').at(-1) === '9' ? 'p99.9' : path.split('.').at(-1)}\` |`),
    );
    expect(missing.map(({ path }) => path)).toEqual([]);
  });
});
