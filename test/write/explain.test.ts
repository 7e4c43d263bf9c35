import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFilePlan } from '../../src/generate/plan.ts';
import { applyPlan } from '../../src/write/apply.ts';
import { eject } from '../../src/write/eject.ts';
import { explainPlace } from '../../src/write/explain.ts';
import { madeFor } from '../../src/write/made-for.ts';
import { placeInOutput } from '../../src/write/output-root.ts';
import { temporaryFolders } from '../support/plans.ts';

const temporary = temporaryFolders();
const generation = { lintel: '0.1.0', blueprintDigest: 'sha256:00', inputs: 'sha256:01' };
const file = { mode: 0o644, content: 'a\nb\nc\nd\n' } as const;

const productsOf = (root: string, part: string) => madeFor(root, part).products;

/** Returns an output folder with a service of one operation, a file of the whole, and a file that is copied. */
function generated(): string {
  const root = temporary();
  const of = (template: string) => ({ pack: 'test', template });
  const plan = createFilePlan([
    {
      ...file,
      path: 'deploy/all.yaml',
      from: of('all.hbs'),
      blueprintPath: '',
      lines: '1:1 2:5x2@frontends.shop 4:5@backends.crm',
    },
    {
      ...file,
      path: 'services/shop/main.ts',
      from: of('main.ts'),
      blueprintPath: 'frontends.shop',
      lines: '',
    },
    {
      ...file,
      path: 'services/shop/get-home.ts',
      from: of('operation.hbs'),
      blueprintPath: 'frontends.shop.operations.getHome',
      lines: '1:3x4',
    },
  ]);
  applyPlan(root, plan, { generation });
  return root;
}

const place = (root: string, path: string, line: number | null = null) =>
  explainPlace(placeInOutput(join(root, path)), line);

describe('explaining a place', () => {
  it('says the template and what of the blueprint it is for, by line', () => {
    const root = generated();
    expect(place(root, 'services/shop/get-home.ts', 2)).toEqual({
      path: 'services/shop/get-home.ts',
      state: 'generated',
      template: 'test/operation.hbs',
      blueprintPath: 'frontends.shop.operations.getHome',
      line: { line: 2, isYours: false, templateLine: 4, patch: null },
    });
    expect(place(root, 'deploy/all.yaml', 3)).toMatchObject({
      blueprintPath: 'frontends.shop',
      line: { templateLine: 6 },
    });
    expect(place(root, 'services/shop/main.ts', 3)).toMatchObject({ line: { templateLine: 3 } });
  });

  it('tells lines of the user from generated ones, wherever those stand by now', () => {
    const root = generated();
    writeFileSync(join(root, 'deploy/all.yaml'), 'mine\na\nmine too\nb\nchanged\nd\n');
    const lines = [1, 2, 3, 4, 5, 6].map((line) => place(root, 'deploy/all.yaml', line));
    expect(lines.map(({ line }) => line?.templateLine)).toEqual([null, 1, null, 5, null, 5]);
    expect(lines.map(({ line }) => line?.isYours)).toEqual([true, false, true, false, true, false]);
    expect(lines[5]).toMatchObject({ state: 'edited', blueprintPath: 'backends.crm' });
  });

  it('says of whole files whose they are', () => {
    const root = generated();
    writeFileSync(join(root, 'services/shop/own.ts'), '');
    eject(placeInOutput(join(root, 'services/shop/main.ts')));
    rmSync(join(root, 'services/shop/get-home.ts'));
    expect(place(root, 'services/shop/own.ts')).toMatchObject({ state: 'yours', template: null });
    expect(place(root, 'services/shop/main.ts')).toMatchObject({ state: 'ejected' });
    expect(place(root, 'services/shop/get-home.ts')).toMatchObject({
      state: 'deleted',
      template: 'test/operation.hbs',
    });
  });

  it('says what is there where a file or a line is not', () => {
    const root = generated();
    expect(() => place(root, 'services/shop/mian.ts')).toThrow('there is no file "services/shop/mian.ts"');
    expect(() => place(root, 'deploy/all.yaml', 5)).toThrow('has no line 5');
    expect(() => place(root, '.lintel/manifest.json')).toThrow('is made from no template');
  });
});

describe('a line that a patch wrote', () => {
  const root = () => {
    const folder = temporary();
    const from = { pack: 'test', template: 'one.hbs' };
    const lines = '1:1x2@frontends.shop 3:0@frontends.shop!my%20shop.yaml#patches.1 4:3@frontends.shop';
    const plan = createFilePlan([{ ...file, path: 'one.yaml', from, blueprintPath: '', lines }]);
    applyPlan(folder, plan, { generation });
    return folder;
  };

  it('names the patch, and no line of the template', () => {
    expect(place(root(), 'one.yaml', 3)).toMatchObject({
      blueprintPath: 'frontends.shop',
      line: { templateLine: null, patch: 'my shop.yaml#patches.1' },
    });
    expect(place(root(), 'one.yaml', 4)).toMatchObject({ line: { templateLine: 3, patch: null } });
  });

  it('is what the patch produces, and part of what its element does', () => {
    const linesOf = (part: string) => productsOf(root(), part).map(({ lines }) => lines);
    for (const part of ['patches.1', 'patches', 'my shop.yaml#patches.1'])
      expect(linesOf(part)).toEqual([[3, 3]]);
    expect(linesOf('shop')).toEqual([[1, 4]]);
  });
});

describe('what a part of the blueprint produces', () => {
  it('is its files, and the lines in files of the whole', () => {
    const root = generated();
    const products = productsOf(root, 'frontends.shop').map(({ path, lines }) => [path, lines]);
    expect(products).toEqual([
      ['deploy/all.yaml', [2, 3]],
      ['services/shop/get-home.ts', null],
      ['services/shop/main.ts', null],
    ]);
    expect(productsOf(root, 'shop')).toEqual(productsOf(root, 'frontends.shop'));
  });

  it('is found by the operation alone', () => {
    const root = generated();
    for (const name of ['shop.getHome', 'frontends.shop.operations.getHome'])
      expect(productsOf(root, name).map(({ path }) => path)).toEqual(['services/shop/get-home.ts']);
  });

  it('is asked about by a near name', () => {
    const root = generated();
    expect(() => productsOf(root, 'frontends.shopp')).toThrow('nothing is generated for "frontends.shopp"');
    expect(() => productsOf(root, 'sho')).toThrow();
  });

  it.each(['frontends.shop.timeout', 'shop.operations', 'frontends.shop.public./home.cache'])(
    'is that of the element around it, where there is nothing for it alone: %s',
    (part) => {
      const root = generated();
      const around = part.startsWith('frontends.') ? 'frontends.shop' : part;
      expect(madeFor(root, part)).toEqual({ for: around, products: productsOf(root, around) });
    },
  );

  it.each([
    ['shop.getHone', 'did you mean "shop.getHome"?'],
    ['frontends.shop.operations.other', expect.anything()],
    ['frontends.x', expect.anything()],
    ['phone', expect.stringMatching(/^there are: .*; a device or a scenario has no files of its own$/)],
    ['devices.phone', expect.stringContaining('"lintel simulate" runs them')],
    ['scenarios.everyday', expect.stringContaining('the pack k6 makes a load test of them all')],
  ])('is nothing where nothing is: %s', (part, hint) => {
    const root = generated();
    expect(() => productsOf(root, part)).toThrow(
      expect.objectContaining({ message: `nothing is generated for "${part}"`, hint }),
    );
  });

  it('is one load test for all devices and scenarios', () => {
    const root = temporary();
    const from = { pack: 'k6', template: 'k6.hbs' };
    const plan = createFilePlan([{ ...file, path: 'load.js', from, blueprintPath: '', lines: '' }]);
    applyPlan(root, plan, { generation });
    expect(madeFor(root, 'scenarios.everyday')).toMatchObject({
      for: 'devices and scenarios',
      products: [{ path: 'load.js' }],
    });
  });
});
