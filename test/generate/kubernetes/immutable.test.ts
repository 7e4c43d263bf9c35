import { expect, test } from 'vitest';
import type { Model } from '../../../src/model/model.ts';
import { blueprintModel } from '../../support/blueprint-model.ts';
import { deployFiles, documentsOf } from './deploy-files.ts';

/** What may be changed of a StatefulSet that is in a cluster; all else of its spec may not (Kubernetes 1.30 and newer). */
const CHANGEABLE = new Set([
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
]);

/** Returns of each StatefulSet what has to stay as it is, by name. */
function fixedParts(model: Model) {
  const files = [...deployFiles(model)].filter(([path]) => /\/base\/.*\.yaml$/.test(path));
  const sets = files.flatMap(([, text]) => documentsOf(text)).filter(({ kind }) => kind === 'StatefulSet');
  return sets.map(({ metadata, spec }) => [
    metadata.name,
    Object.fromEntries(Object.entries(spec ?? {}).filter(([key]) => !CHANGEABLE.has(key))),
  ]);
}

test('a StatefulSet can be applied again after its owner and the title have changed', () => {
  const before = fixedParts(blueprintModel('mobile-integration'));
  expect(before.length).toBeGreaterThan(3);
  const after = blueprintModel('mobile-integration', (text) =>
    text.replace(/^owner: .*$/m, 'owner: team-other').replace(/^title: .*$/m, 'title: Another title'),
  );
  expect(fixedParts(after)).toEqual(before);
});
