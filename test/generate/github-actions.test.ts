import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { defaultPacks, planSystem } from '../../src/api/generate.ts';
import { builtInPacks } from '../../src/api/packs.ts';
import { blueprintModel } from '../support/blueprint-model.ts';

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly 'timeout-minutes'?: number;
  readonly steps: readonly {
    readonly uses?: string;
    readonly run?: string;
    readonly with?: Readonly<Record<string, unknown>>;
  }[];
}

const model = blueprintModel('minimal');
const files = new Map(
  planSystem(model, [...defaultPacks, 'github-actions']).files.map(({ path, content }) => [path, content]),
);
const workflow: Workflow = parse(files.get('.github/workflows/ci.yaml') ?? '');
const jobs = Object.values(workflow.jobs);

describe('the workflow', () => {
  test('is generated only where its pack is named', () => {
    expect(builtInPacks()).toContain('github-actions');
    const paths = planSystem(model).files.map(({ path }) => path);
    expect(paths.filter((path) => path.startsWith('.github/'))).toEqual([]);
  });

  test('runs nothing but scripts that the project has', () => {
    const { scripts } = JSON.parse(files.get('package.json') ?? '');
    const run = jobs.flatMap(({ steps }) => steps.flatMap((step) => step.run ?? []));
    expect(run[0]).toBe('npm ci');
    const named = run.slice(1).map((command) => command.replace(/^npm (run )?/, ''));
    expect(named).toEqual(['lint', 'test']);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  });

  test('uses the Node.js that the images have', () => {
    const [, major] = /node:(\d+)\./.exec(files.get('services/home/Dockerfile') ?? '') ?? [];
    const versions = jobs.flatMap(({ steps }) => steps.flatMap((step) => step.with?.['node-version'] ?? []));
    expect(versions.map(String)).toEqual([major]);
  });

  test('may read the repository and nothing else, and ends', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const { steps, 'timeout-minutes': minutes } of jobs) {
      expect(minutes).toBeLessThanOrEqual(30);
      const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
      expect(checkouts.map((step) => step.with)).toEqual([{ 'persist-credentials': false }]);
    }
  });
});
