import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import {
  compileSchemaStandalone,
  compileSchemaVerdictFirst,
} from '../../src/blueprint/compile-standalone.ts';
import { blueprintSchema } from '../../src/blueprint/schema/index.ts';
import type { ShapeError } from '../../src/blueprint/shape-error.ts';
import { parsePlainYaml } from '../../src/source/parse-plain-yaml.ts';
import { reference } from '../support/run-lintel.ts';

type Shape = { readonly validateShape: (data: unknown) => readonly ShapeError[] };

function load(code: string, required: Shape | null): Shape {
  const module = { exports: {} as Shape };
  const { code: script } = transformSync(code, { format: 'cjs' });
  new Function('module', 'exports', 'require', script)(module, module.exports, () => required);
  return module.exports;
}

const whole = load(compileSchemaStandalone(blueprintSchema()), null);
const quick = load(compileSchemaVerdictFirst(blueprintSchema(), 'whole'), whole);
const alone = load(compileSchemaVerdictFirst(blueprintSchema(), 'whole'), {
  validateShape: () => {
    throw new Error('there is a mistake');
  },
});

function blueprint(): unknown {
  return parsePlainYaml(readFileSync(reference, 'utf8'));
}

/** Returns blueprints of which each has one value replaced by another, at every place and by values of every type. */
function* mistaken(value: unknown = blueprint()): Generator<unknown> {
  yield* ['?', 7, true, null, [], {}, { stranger: 1 }];
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries())
      for (const other of mistaken(item)) yield [...value.slice(0, at), other, ...value.slice(at + 1)];
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      const { [key]: _, ...rest } = value as Record<string, unknown>;
      yield rest;
      for (const other of mistaken(item)) yield { ...value, [key]: other };
    }
  }
}

describe('the verdict that comes before the whole check of a shape', () => {
  it('lets a blueprint without mistakes pass without asking further', () => {
    expect(alone.validateShape(blueprint())).toEqual([]);
  });

  it('finds nothing exactly where the whole check finds nothing, whatever stands at any place', () => {
    let mistakes = 0;
    for (const one of mistaken()) {
      const found = whole.validateShape(one);
      mistakes += found.length === 0 ? 0 : 1;
      expect(quick.validateShape(one)).toEqual(found);
      if (found.length > 0) expect(() => alone.validateShape(one)).toThrow('there is a mistake');
    }
    expect(mistakes).toBeGreaterThan(1000);
  });

  it('is a fraction of the code', () => {
    const quickly = compileSchemaVerdictFirst(blueprintSchema(), 'whole').length;
    expect(quickly).toBeLessThan(compileSchemaStandalone(blueprintSchema()).length / 2);
  });
});
