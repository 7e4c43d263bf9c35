import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { compileSchemaStandalone } from '../../src/blueprint/compile-standalone.ts';
import type { Schema } from '../../src/blueprint/schema/parts.ts';
import { validateShape } from '../../src/config/compiled-schema.ts';
import { configSchema } from '../../src/config/schema/index.ts';

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every key of a map in the schema, with its own schema, by path. */
function keysOf(schema: Schema, path = ''): readonly { readonly path: string; readonly schema: Schema }[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    if (keyword === 'default' || keyword === 'examples' || keyword === 'if' || !isSchema(value)) return [];
    if (keyword !== 'properties') return keysOf(value, `${path}/${keyword}`);
    return Object.entries(value).flatMap(([key, child]) =>
      isSchema(child) ? [{ path: `${path}.${key}`, schema: child }, ...keysOf(child, `${path}.${key}`)] : [],
    );
  });
}

const keys = keysOf(configSchema());

describe('the schema of configurations', () => {
  it('describes every key and gives an example of it', () => {
    expect(keys.length).toBeGreaterThan(25);
    expect(keys.filter(({ schema }) => typeof schema['description'] !== 'string')).toEqual([]);
    expect(keys.filter(({ schema }) => !Array.isArray(schema['examples']))).toEqual([]);
  });

  it('has examples and defaults that it accepts itself', () => {
    const ajv = new Ajv({ strict: false });
    const refused = keys.flatMap(({ path, schema }) => {
      const validate = ajv.compile(schema);
      const values = [...(Array.isArray(schema['examples']) ? schema['examples'] : []), schema['default']];
      return values
        .filter((value) => value !== undefined && !validate(value))
        .map((value) => `${path}: ${JSON.stringify(value)}`);
    });
    expect(refused).toEqual([]);
  });

  it('accepts no key that it does not know', () => {
    const open = keys.filter(
      ({ schema }) => 'properties' in schema && schema['additionalProperties'] !== false,
    );
    expect(open.map(({ path }) => path)).toEqual([]);
  });
});

describe('the compiled schema for the build', () => {
  it('imports nothing and finds the same as the one compiled at run time', async () => {
    const code = compileSchemaStandalone(configSchema());
    expect(code).not.toMatch(/\brequire\(|^import /m);
    const folder = mkdtempSync(join(tmpdir(), 'lintel-schema-'));
    try {
      const file = join(folder, 'schema.mjs');
      writeFileSync(file, code);
      const built: { validateShape: typeof validateShape } = await import(pathToFileURL(file).href);
      for (const data of [
        {},
        { rules: { a: 'of' }, x: 1 },
        { custom: { A: { forbid: { from: { teir: 'x' } }, require: {} } }, extends: [] },
      ]) {
        expect(built.validateShape(data)).toEqual(validateShape(data));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
