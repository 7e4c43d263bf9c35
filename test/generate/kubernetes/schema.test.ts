import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { describe, expect, test } from 'vitest';
import { temporaryFolders } from '../../support/plans.ts';
import { deployedModels, deployFiles, documentsOf, plainManifests } from './deploy-files.ts';
import type { Manifest } from './manifest.ts';
import { kinds, validateManifest } from './validate-manifest.ts';

const temporary = temporaryFolders();
const rendered = deployedModels.flatMap(([, model]) => [
  ...plainManifests(model),
  ...['monitoring/service-monitor', 'alerts/prometheus-rule'].flatMap((name) =>
    documentsOf(deployFiles(model).get(`deploy/kubernetes/components/${name}.yaml`) ?? ''),
  ),
]);

/**
 * Returns what the compiler says of manifests written as literals of the types of their kinds: what a type does not know is an
 * error in a literal, however deep it is, and so is what it asks for and does not find.
 */
function compiled(manifests: readonly Manifest[]): string {
  const folder = temporary();
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  const text = manifests.map((manifest, at) => {
    const type = `import('${kinds[manifest.kind]?.module}').I${manifest.kind}`;
    return `export const m${at}: ${type} = ${JSON.stringify(manifest)};\n`;
  });
  writeFileSync(join(folder, 'manifests.ts'), text.join(''));
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: 'nodenext',
    target: 'es2022',
    types: [],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['manifests.ts'] }));
  const bin = join(process.cwd(), 'node_modules', '.bin', 'tsc');
  const { exitCode, all } = execaSync(bin, ['-p', '.', '--pretty', 'false'], {
    cwd: folder,
    reject: false,
    all: true,
  });
  return exitCode === 0 ? '' : all;
}

describe('the schemas of Kubernetes, of the Gateway API and of the operator of Prometheus', () => {
  test('find every manifest valid', () => {
    expect(new Set(rendered.map(({ kind }) => kind))).toEqual(
      new Set(Object.keys(kinds).filter((kind) => kind !== 'ConfigMap')),
    );
    for (const manifest of rendered) validateManifest(manifest);
  });

  test('find a wrong value', () => {
    const [broken] = structuredClone(rendered.filter(({ kind }) => kind === 'HorizontalPodAutoscaler'));
    if (broken?.spec === undefined) throw new Error('there is no autoscaler');
    delete broken.spec.maxReplicas;
    expect(() => validateManifest(broken)).toThrow('maxReplicas');
  });

  test('know every field of every manifest', () => {
    expect(compiled(rendered)).toBe('');
  });

  test('do not know a field that is misspelled, however deep', () => {
    const [broken] = structuredClone(rendered.filter(({ kind }) => kind === 'Deployment'));
    const container = broken?.spec?.template?.spec.containers[0];
    if (broken === undefined || container === undefined) throw new Error('there is no container');
    Object.assign(container.readinessProbe ?? {}, { periodSecond: 5 });
    expect(compiled([broken])).toContain(`'"periodSecond"' does not exist in type 'IProbe'`);
  });
});
