import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contracts/load-contract.ts';
import { checkBlueprint } from '../../src/model/check-blueprint.ts';
import type { Model } from '../../src/model/model.ts';
import { createSource } from '../../src/source/source.ts';

const blueprints = join(import.meta.dirname, '../../blueprints');

function check(name: string) {
  const root = join(blueprints, name);
  const source = createSource('blueprint.yaml', readFileSync(join(root, 'blueprint.yaml'), 'utf8'));
  return checkBlueprint(source, (file) => loadContract(root, file));
}

function modelOf(name: string): Model {
  const { model, diagnostics } = check(name);
  if (model === null) throw new Error(JSON.stringify(diagnostics.map((d) => d.message)));
  return model;
}

describe.each(['mobile-integration', 'minimal'])('blueprints/%s', (name) => {
  it('is without findings', () => {
    const { diagnostics } = check(name);
    expect(diagnostics.map((d) => `${d.path}: ${d.message}`)).toEqual([]);
  });

  it('has something on every tier', () => {
    const tiers = new Set(modelOf(name).elements.map((element) => element.tier));
    expect([...tiers]).toEqual(
      expect.arrayContaining([
        'devices',
        'gateway',
        'frontends',
        'integrations',
        'mobileServices',
        'backends',
      ]),
    );
  });
});
