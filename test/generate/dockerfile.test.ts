import { DockerfileParser, type From, type Instruction } from 'dockerfile-ast';
import { describe, expect, test } from 'vitest';
import { loadPack } from '../../src/generate/load-pack.ts';
import { planFiles } from '../../src/generate/plan-files.ts';
import { deployedModels } from './kubernetes/deploy-files.ts';

const pack = loadPack('templates', 'typescript');

interface Stage {
  readonly from: From;
  readonly instructions: readonly Instruction[];
}

/** Returns what stands before the first stage, and the stages. */
function partsOf(text: string): {
  readonly before: readonly Instruction[];
  readonly stages: readonly Stage[];
} {
  const dockerfile = DockerfileParser.parse(text);
  const froms = dockerfile.getFROMs();
  const starts = froms.map((from) => from.getRange().start.line);
  const between = (from: number, to: number) =>
    dockerfile
      .getInstructions()
      .filter((one) => one.getRange().start.line > from && one.getRange().start.line < to);
  return {
    before: between(-1, starts[0] ?? 0),
    stages: froms.map((from, at) => ({
      from,
      instructions: between(starts[at] ?? 0, starts[at + 1] ?? Number.POSITIVE_INFINITY),
    })),
  };
}

const argumentsOf = (stage: Stage | undefined, keyword: string) =>
  (stage?.instructions ?? [])
    .filter((one) => one.getKeyword() === keyword)
    .map((one) => one.toString().slice(keyword.length + 1));

describe.each(deployedModels)('%s', (_name, model) => {
  const files = planFiles(model, [pack]).files;
  const paths = new Set(files.map(({ path }) => path));
  const dockerfiles = files.filter(({ path }) => path.endsWith('/Dockerfile'));

  test('every package has a Dockerfile of two stages on one pinned image, which may be given by digest', () => {
    expect(dockerfiles.length).toBe(model.elements.filter(({ tier }) => tier !== 'devices').length);
    for (const { content } of dockerfiles) {
      const { before, stages } = partsOf(content);
      expect(before.map((one) => one.toString())).toHaveLength(1);
      expect(before[0]?.getKeyword()).toBe('ARG');
      expect(before[0]?.getArgumentsContent()).toMatch(/^NODE_IMAGE=node:\d+\.\d+\.\d+-bookworm-slim$/);
      expect(stages.map(({ from }) => [from.getImage(), from.getBuildStage()])).toEqual([
        ['${NODE_IMAGE}', 'build'],
        ['${NODE_IMAGE}', null],
      ]);
      expect(content).not.toMatch(/^# *syntax=/m);
    }
  });

  test('the last stage has what was built and nothing that builds, and its last words are its user and its command', () => {
    for (const { path, content } of dockerfiles) {
      const folder = path.slice(0, -'/Dockerfile'.length);
      const last = partsOf(content).stages.at(-1);
      const copies = argumentsOf(last, 'COPY');
      expect(copies.every((copy) => copy.startsWith('--from=build /app/'))).toBe(true);
      for (const copy of copies) {
        const [, from = '', to = ''] = copy.split(' ');
        expect(to).toBe(`.${from.slice('/app'.length)}`);
        expect(from).toMatch(/\/(package\.json|node_modules|dist)$/);
        if (from.endsWith('package.json')) expect(paths).toContain(from.slice('/app/'.length));
      }
      expect(copies).toContain(`--from=build /app/${folder}/dist ./${folder}/dist`);
      expect(argumentsOf(last, 'RUN')).toEqual(['mkdir /data && chown 10001:10001 /data']);
      expect(argumentsOf(last, 'USER')).toEqual(['10001:10001']);
      expect(last?.instructions.slice(-3).map((one) => one.getKeyword())).toEqual(['USER', 'EXPOSE', 'CMD']);
      expect(JSON.parse(argumentsOf(last, 'CMD')[0] ?? '')).toEqual(['node', `${folder}/dist/main.js`]);
      expect(argumentsOf(last, 'ENV')).toEqual(['NODE_ENV=production']);
      expect(paths).toContain(`${folder}/src/main.ts`);
    }
  });

  test('what is copied at last was installed by the lock, where there is one, without what only builds', () => {
    for (const { path, content } of dockerfiles) {
      const folder = path.slice(0, -'/Dockerfile'.length);
      const runs = argumentsOf(partsOf(content).stages[0], 'RUN').map((run) => run.replaceAll(/\s+/g, ' '));
      expect(runs[0]).toContain('if [ -f package-lock.json ]; then npm ci');
      expect(runs[1]).toBe(`npx tsc --build ${folder}`);
      expect(runs[2]).toContain('rm -rf node_modules && if [ -f package-lock.json ]; then install=ci');
      expect(runs[2]).toContain(`npm "$install" --omit=dev --no-audit --no-fund --workspace ${folder}`);
      expect(runs).toHaveLength(3);
    }
  });
});
