import { DockerfileParser, type From, type Instruction } from 'dockerfile-ast';
import { describe, expect, test } from 'vitest';
import { loadPack } from '../../src/generate/pack/load-pack.ts';
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

  test('every package has a Dockerfile on one pinned image, which may be given by digest', () => {
    expect(dockerfiles.length).toBe(model.elements.filter(({ tier }) => tier !== 'devices').length);
    for (const { content } of dockerfiles) {
      const { before, stages } = partsOf(content);
      expect(before.map((one) => one.toString())).toHaveLength(1);
      expect(before[0]?.getKeyword()).toBe('ARG');
      expect(before[0]?.getArgumentsContent()).toMatch(/^NODE_IMAGE=node:\d+\.\d+\.\d+-bookworm-slim$/);
      expect(stages.map(({ from }) => [from.getImage(), from.getBuildStage()])).toEqual([
        ['${NODE_IMAGE}', 'manifests'],
        ['${NODE_IMAGE}', 'locked'],
        ['locked', 'build'],
        ['locked', 'packages'],
        ['${NODE_IMAGE}', null],
      ]);
      expect(content).not.toMatch(/^# *syntax=/m);
    }
  });

  test('the last stage has what was built and nothing that builds, and its last words are its user and its command', () => {
    for (const { path, content } of dockerfiles) {
      const folder = path.slice(0, -'/Dockerfile'.length);
      const last = partsOf(content).stages.at(-1);
      const [packages, ...built] = argumentsOf(last, 'COPY');
      expect(packages).toBe('--from=packages /service ./');
      const libraries = folder.startsWith('backends/') ? ['kit', 'stand-in'] : ['kit'];
      expect(built).toEqual(
        [...libraries, folder].map((one) => `--from=build /app/${one}/dist ./${one}/dist`),
      );
      expect(argumentsOf(last, 'USER')).toEqual(['10001:10001']);
      expect(last?.instructions.slice(-3).map((one) => one.getKeyword())).toEqual(['USER', 'EXPOSE', 'CMD']);
      expect(JSON.parse(argumentsOf(last, 'CMD')[0] ?? '')).toEqual(['node', `${folder}/dist/main.js`]);
      expect(paths).toContain(`${folder}/src/main.ts`);
    }
  });

  test('an image that is run by itself keeps its database in a folder that its user owns, where it has one', () => {
    const stored = new Set(model.mobileServices.map(({ name }) => `services/${name}/Dockerfile`));
    for (const { path, content } of dockerfiles) {
      const last = partsOf(content).stages.at(-1);
      expect([path, argumentsOf(last, 'ENV'), argumentsOf(last, 'RUN')]).toEqual([
        path,
        ['NODE_ENV=production', ...(stored.has(path) ? ['DATA_DIR=/data'] : [])],
        stored.has(path) ? ['mkdir /data && chown 10001:10001 /data'] : [],
      ]);
    }
  });

  test('no source is there when packages are installed, so that a changed one installs nothing again', () => {
    for (const { content } of dockerfiles) {
      const [manifests, locked, build] = partsOf(content).stages;
      expect(argumentsOf(manifests, 'RUN').join()).toContain(
        '! -name package.json ! -name package-lock.json ! -name .npmrc -delete',
      );
      expect(argumentsOf(locked, 'COPY')).toEqual(['--from=manifests /app ./']);
      const steps = (build?.instructions ?? []).map((one) => one.toString());
      expect(steps[0]).toContain('npm ci');
      expect(steps.slice(1).join()).not.toContain('npm');
    }
  });

  test('down to the sources of a service, all Dockerfiles say the same, so that what they build is built once', () => {
    const common = dockerfiles.map(({ content }) => {
      const [first = '', second = ''] = [...content.matchAll(/^(?:FROM|COPY|RUN|WORKDIR) .*(?:\n {4}.*)*$/gm)]
        .map(([step]) => step)
        .join('\n')
        .split(/(?<=tsc --build kit)\n/);
      expect(second).not.toBe('');
      return first;
    });
    expect(new Set(common).size).toBe(1);
  });

  test('what is copied at last was installed by the lock, without what only builds', () => {
    for (const { path, content } of dockerfiles) {
      const folder = path.slice(0, -'/Dockerfile'.length);
      const [, locked, build, packages] = partsOf(content).stages;
      expect(argumentsOf(locked, 'RUN').join()).toContain(
        '[ -f package-lock.json ] || npm install --package-lock-only',
      );
      expect(argumentsOf(build, 'RUN').at(-1)).toBe(`node_modules/.bin/tsc --build ${folder}`);
      const installs = argumentsOf(packages, 'RUN').map((run) => run.replaceAll(/\s+/g, ' '));
      expect(installs).toHaveLength(1);
      expect(installs[0]).toContain(`npm ci --omit=dev --no-audit --no-fund --workspace ${folder} `);
      expect(installs[0]).toContain(` && mv ${folder}/* /service/${folder}/`);
    }
  });
});
