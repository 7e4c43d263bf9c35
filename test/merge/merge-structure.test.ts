import { describe, expect, it } from 'vitest';
import { type ConflictStyle, type Merged, mergeFile } from '../../src/merge/merge-file.ts';

interface Texts {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

function conflictsOf(merged: Merged): readonly string[] {
  return merged.type === 'clean' ? [] : merged.conflicts.map(({ line, what }) => `${line}: ${what}`);
}

describe('a merge of package.json', () => {
  const manifest = (dependencies: object, more: object = {}) => ({
    name: 'gateway',
    scripts: { start: 'node src/main.ts', test: 'vitest run' },
    dependencies,
    ...more,
  });
  const write = (data: object, indent: number | string = 2) => `${JSON.stringify(data, null, indent)}\n`;
  const base = write(manifest({ fastify: '5.1.0', undici: '7.0.0' }));
  const merge = (texts: Omit<Texts, 'base'>, style: ConflictStyle = 'fail') =>
    mergeFile({ path: 'services/gateway/package.json', base, ...texts }, style);

  it('has the dependencies of both sides, in the order of their names', () => {
    const ours = write(manifest({ fastify: '5.1.0', pino: '10.0.0', undici: '7.0.0' }));
    const theirs = write(manifest({ fastify: '5.1.0', jose: '6.0.0', undici: '7.0.0' }));
    const text = write(manifest({ fastify: '5.1.0', jose: '6.0.0', pino: '10.0.0', undici: '7.0.0' }));
    expect(merge({ ours, theirs })).toEqual({ type: 'clean', text });
  });

  it('keeps the indentation and the line ends of the user', () => {
    const wide = (text: string) => text.replaceAll('\n', '\r\n');
    const ours = wide(write(manifest({ fastify: '5.1.0', undici: '7.0.0' }, { files: ['dist'] }), '\t'));
    const theirs = write(manifest({ fastify: '5.1.0', undici: '7.1.0' }, { engines: { node: '>=20' } }));
    const more = { engines: { node: '>=20' }, files: ['dist'] };
    const { text } = merge({ ours, theirs });
    expect(JSON.parse(text ?? '')).toEqual(manifest({ fastify: '5.1.0', undici: '7.1.0' }, more));
    expect(text).toBe(wide(write(JSON.parse(text ?? ''), '\t')));
  });

  it('names the dependency that both sides gave another version, and keeps everything else', () => {
    const ours = write(manifest({ fastify: '5.2.0', pino: '10.0.0', undici: '7.0.0' }));
    const theirs = write(manifest({ fastify: '5.3.0', jose: '6.0.0', undici: '7.0.0' }));
    const text = (fastify: string) =>
      write(manifest({ fastify, jose: '6.0.0', pino: '10.0.0', undici: '7.0.0' }));
    expect(conflictsOf(merge({ ours, theirs }))).toEqual(['8: both changed dependencies.fastify']);
    expect(merge({ ours, theirs }, 'ours').text).toBe(text('5.2.0'));
    expect(merge({ ours, theirs }, 'theirs').text).toBe(text('5.3.0'));
    const marked = [
      '<<<<<<< yours',
      '    "fastify": "5.2.0",',
      '=======',
      '    "fastify": "5.3.0",',
      '>>>>>>> generated',
    ];
    expect(merge({ ours, theirs }, 'markers').text).toBe(
      text('5.3.0').replace('    "fastify": "5.3.0",', marked.join('\n')),
    );
  });

  it('has no conflict where both sides gave a dependency the same version', () => {
    const ours = write(manifest({ fastify: '5.2.0', pino: '10.0.0', undici: '7.0.0' }));
    const theirs = write(manifest({ fastify: '5.2.0', undici: '7.1.0' }));
    const text = write(manifest({ fastify: '5.2.0', pino: '10.0.0', undici: '7.1.0' }));
    expect(merge({ ours, theirs })).toEqual({ type: 'clean', text });
  });

  it('says who deleted what the other changed', () => {
    const [without, newer] = [
      write(manifest({ undici: '7.0.0' })),
      write(manifest({ fastify: '6.0.0', undici: '7.0.0' })),
    ];
    expect(conflictsOf(merge({ ours: without, theirs: newer }))).toEqual([
      '7: you deleted dependencies.fastify, which is generated differently now',
    ]);
    expect(conflictsOf(merge({ ours: newer, theirs: without }))).toEqual([
      '8: you changed dependencies.fastify, which is generated no more',
    ]);
    expect(merge({ ours: without, theirs: newer }, 'ours').text).toBe(without);
    expect(merge({ ours: newer, theirs: without }, 'theirs').text).toBe(without);
  });

  it('never writes a key twice, although its lines could be merged', () => {
    const [first, last] = ['  "private": true,\n', ',\n  "private": false\n}\n'];
    const ours = base.replace('{\n', `{\n${first}`);
    const theirs = base.replace('\n}\n', last);
    expect(conflictsOf(merge({ ours, theirs }))).toEqual(['2: both changed private']);
  });

  it('falls back to lines where a file of the user is no JSON', () => {
    const ours = base.replace('"fastify": "5.1.0",', '"fastify": "5.1.0"');
    const theirs = base.replace('gateway', 'front');
    expect(merge({ ours, theirs })).toEqual({ type: 'clean', text: ours.replace('gateway', 'front') });
  });

  it('keeps comments, where a tool allows them', () => {
    const config = '{\n  // ours\n  "a": 1, // one\n  "b": [1, 2] /* two */\n}\n';
    const texts = {
      base: '{\n  "a": 1,\n  "b": [1, 2]\n}\n',
      ours: config.replace('[1, 2]', '[1, 2, 3]'),
      theirs: '{\n  "a": 1,\n  "n": 0,\n  "b": [1, 2, 4],\n  "z": {}\n}\n',
    };
    const text = '{\n  // ours\n  "a": 1, // one\n  "n": 0,\n  "b": [1, 2, 3, 4], /* two */\n  "z": {}\n}\n';
    expect(mergeFile({ path: 'tsconfig.json', ...texts }, 'fail')).toEqual({ type: 'clean', text });
  });
});

describe('a merge of YAML', () => {
  const base = `# the system
services:
  gateway:
    image: gateway:1
    ports: ["8080:8080"]
    environment:
      PORT: "8080"

  # keeps orders
  orders:
    image: orders:1
    command: [node, main.js]
volumes:
  data:
`;
  const merge = (texts: Omit<Texts, 'base'>, style: ConflictStyle = 'fail') =>
    mergeFile({ path: 'deploy/compose.yaml', base, ...texts }, style);

  it('adds what both sides added at one place, each with its comments, in the layout of the user', () => {
    const ours = base.replace(
      '      PORT: "8080"\n',
      "      PORT: '8080' # public\n      # mine\n      LEVEL: debug\n",
    );
    const theirs = base.replace(
      '      PORT: "8080"\n',
      '      PORT: "8080"\n\n      # where spans go\n      OTLP: http://otel:4318\n',
    );
    const text = ours.replace(
      'LEVEL: debug\n',
      'LEVEL: debug\n\n      # where spans go\n      OTLP: http://otel:4318\n',
    );
    expect(merge({ ours, theirs })).toEqual({ type: 'clean', text });
  });

  it('indents what comes in as the user indents', () => {
    const ours = base.replaceAll(/^( +)/gm, '$1$1').replace('gateway:1', 'gateway:mine');
    const push = '  push:\n    image: push:1\n    command: >\n      node\n      main.js\n';
    const theirs = base.replace('  # keeps', `${push}\n  # keeps`);
    const text = ours.replace('    # keeps', `${push.replaceAll(/^/gm, '  ').trimEnd()}\n\n    # keeps`);
    expect(merge({ ours, theirs }).text?.replaceAll(/\n+/g, '\n')).toBe(text.replaceAll(/\n+/g, '\n'));
  });

  it('makes of lists of values what both sides added, and a conflict of what both replaced', () => {
    const ours = base.replace('["8080:8080"]', '["8080:8080", "9090:9090"]');
    const theirs = base.replace('["8080:8080"]', '["8080:8080", "8081:8081"]');
    const text = base.replace('["8080:8080"]', '["8080:8080", "9090:9090", "8081:8081"]');
    expect(merge({ ours, theirs })).toEqual({ type: 'clean', text });
    const replaced = {
      ours: base.replace('main.js', 'start.js'),
      theirs: base.replace('main.js', 'index.js'),
    };
    expect(conflictsOf(merge(replaced))).toEqual(['12: both changed services.orders.command']);
  });

  it('tells the items of a list by the name that each has', () => {
    const list = 'containers:\n  - name: app\n    image: app:1\n  - name: proxy\n    image: proxy:1\n';
    const ours = list
      .replace('app:1\n', 'app:1\n    tty: true\n')
      .concat('  - name: debug\n    image: busybox\n');
    const theirs = list.replace('app:1', 'app:2').concat('  - name: metrics\n    image: metrics:1\n');
    const text = ours.replace('app:1', 'app:2').concat('  - name: metrics\n    image: metrics:1\n');
    const merged = mergeFile({ path: 'pod.yml', base: list, ours, theirs }, 'fail');
    expect(merged).toEqual({ type: 'clean', text });
    const changed = { base: list, ours: ours.replace('app:1', 'app:3'), theirs };
    expect(conflictsOf(mergeFile({ path: 'pod.yml', ...changed }, 'fail'))).toEqual([
      '3: both changed containers[app].image',
    ]);
  });

  it('takes an entry out with its comments, and writes an empty map where it was the only one', () => {
    const ours = base.replace('image: gateway:1', 'image: gateway:1\n    init: true');
    const theirs = base
      .replace(/\n {2}# keeps[\s\S]*main.js\]\n/, '')
      .replace('    ports: ["8080:8080"]\n', '');
    const gone = ours
      .replace(/\n {2}# keeps[\s\S]*main.js\]\n/, '')
      .replace('    ports: ["8080:8080"]\n', '');
    expect(merge({ ours, theirs })).toEqual({ type: 'clean', text: gone });
    const empty = {
      ours: base.replace('ports:', 'init: true\n    ports:'),
      theirs: base.replace('      PORT: "8080"\n', '').replace('environment:', 'environment: {}'),
    };
    expect(merge(empty).text).toBe(
      empty.ours.replace('environment:\n      PORT: "8080"\n', 'environment: {}\n'),
    );
  });

  it('merges a text of several lines by line', () => {
    const text = 'run: |\n  one\n  two\n  three\n  four\n';
    const merged = mergeFile(
      { path: 'a.yaml', base: text, ours: text.replace('one', '1'), theirs: text.replace('four', '4') },
      'fail',
    );
    expect(merged).toEqual({ type: 'clean', text: 'run: |\n  1\n  two\n  three\n  4\n' });
  });

  it('has a conflict rather than losing a comment that is new in what is generated', () => {
    const ours = base.replace('gateway:1', 'gateway:1\n    init: true');
    const theirs = base.replace('gateway:1', 'gateway:1 # signed\n    read_only: true');
    expect(merge({ ours, theirs }).type).toBe('conflict');
    expect(merge({ ours, theirs }, 'markers').text).toContain('gateway:1 # signed\n');
  });

  it.each([
    ['anchors of single values', 'a: &x 1\nb: *x\nc: 1\nd: 1\n'],
    ['tags', 'a: !secret x\nb: 1\nc: 1\nd: 1\n'],
  ])('goes by line where there are %s', (_, text) => {
    const [ours, theirs] = [text.replace(/^a/, 'A'), text.replace('d: 1', 'd: 2')];
    const merged = mergeFile({ path: 'a.yaml', base: text, ours, theirs }, 'fail');
    expect(merged).toEqual({ type: 'clean', text: ours.replace('d: 1', 'd: 2') });
    const beside = { ours: `${text}e: 1\n`, theirs: `${text}f: 1\n` };
    expect(mergeFile({ path: 'a.yaml', base: text, ...beside }, 'fail').type).toBe('conflict');
  });

  it('merges each of several documents for itself', () => {
    const text = 'a: 1\nb: 1\n---\n# second\nc: 1\nd: 1\n---\nz: 1\n';
    const texts = {
      base: text,
      ours: text.replace('d: 1\n', 'd: 1\ne: 1\n'),
      theirs: text.replace('d: 1\n', 'd: 1\nf: 1\n'),
    };
    expect(mergeFile({ path: 'a.yaml', ...texts }, 'fail')).toEqual({
      type: 'clean',
      text: text.replace('d: 1\n', 'd: 1\ne: 1\nf: 1\n'),
    });
    const changed = { ...texts, theirs: texts.ours.replace('e: 1', 'e: 2') };
    expect(conflictsOf(mergeFile({ path: 'a.yaml', ...changed }, 'fail'))).toEqual(['7: both changed e']);
  });

  it('never writes a key twice, not even where the number of documents differs', () => {
    const text = 'a: 1\nb: 1\n---\nc: 1\nd: 1\n';
    const [ours, theirs] = [`${text}e: 1\n`, `g: 1\n---\n${text.replace('c: 1', 'e: 2\nc: 1')}`];
    const mergeAs = (style: ConflictStyle) => mergeFile({ path: 'a.yaml', base: text, ours, theirs }, style);
    expect(mergeAs('fail').type).toBe('conflict');
    expect(mergeAs('ours').text).toBe(ours);
    expect(mergeAs('theirs').text).toBe(theirs);
    expect(mergeAs('markers').text).toContain('<<<<<<< yours\n');
  });

  it('merges what has anchors and aliases as it is written', () => {
    const text =
      'x-all: &all\n  init: true\nservices:\n  a:\n    <<: *all\n    image: a\n  b:\n    <<: *all\n    image: b\n';
    const ours = text.replace('image: a\n', 'image: a\n    tty: true\n').replace('&all\n', '&all # mine\n');
    const theirs = text.replace('image: a\n', 'image: a\n    user: node\n').concat('  c:\n    <<: *all\n');
    const merged = ours.replace('tty: true\n', 'tty: true\n    user: node\n').concat('  c:\n    <<: *all\n');
    expect(mergeFile({ path: 'a.yaml', base: text, ours, theirs }, 'fail')).toEqual({
      type: 'clean',
      text: merged,
    });
    const without = ours.replace('x-all: &all # mine\n  init: true\n', '').replaceAll('    <<: *all\n', '');
    expect(mergeFile({ path: 'a.yaml', base: text, ours: without, theirs }, 'fail').type).toBe('conflict');
  });

  it('tells maps without a name apart by their places, where both sides have as many', () => {
    const text = 'rules:\n  - match: /a\n    weight: 1\n  - match: /b\n    weight: 1\n';
    const ours = text.replace('/b', '/b\n    mine: 1');
    const theirs = text.replace('/b', '/b\n    new: 1');
    const merged = text.replace('/b', '/b\n    mine: 1\n    new: 1');
    expect(mergeFile({ path: 'a.yaml', base: text, ours, theirs }, 'fail')).toEqual({
      type: 'clean',
      text: merged,
    });
  });
});
