import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeFile } from '../../src/merge/merge-file.ts';

const PAIRS = 5000;
const SEED = 20_240;
const hasGit = spawnSync('git', ['--version']).status === 0;

interface Texts {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

interface Splice {
  readonly at: number;
  readonly removed: number;
  readonly added: readonly string[];
}

/** As code repeats itself: few lines that come again and again, or many that are all different. */
const line = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('', '}', '  }', '{', 'a') },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 400 }).map((number) => `line ${number}`) },
);
const splices = fc.array(
  fc.record<Splice>({ at: fc.nat(200), removed: fc.nat(3), added: fc.array(line, { maxLength: 3 }) }),
  { minLength: 1, maxLength: 4 },
);

/** Each second added line is one that nobody else has. */
function edited(lines: readonly string[], all: readonly Splice[], side: string): readonly string[] {
  const copy = [...lines];
  all.forEach(({ at, removed, added }, number) => {
    const marked = added.map((text, index) => (index % 2 === 0 ? `${side} ${number}.${index}` : text));
    copy.splice(at % (copy.length + 1), removed, ...marked);
  });
  return copy;
}

function textOf(lines: readonly string[]): string {
  return lines.map((one) => `${one}\n`).join('');
}

const pair = fc
  .tuple(
    fc.array(line, { minLength: 8, maxLength: 80, size: 'max' }),
    splices,
    splices,
    fc.constantFrom('marked', 'shared', 'plain'),
  )
  .map(([lines, byUs, byThem, kind]): Texts => {
    const shared = kind === 'shared' ? byUs.slice(0, 1) : [];
    const [ours, theirs] = kind === 'plain' ? ['', ''] : ['ours', 'theirs'];
    return {
      base: textOf(lines),
      ours: textOf(edited(edited(lines, shared, 'shared'), byUs, ours)),
      theirs: textOf(edited(edited(lines, shared, 'shared'), byThem, theirs)),
    };
  });

/** Runs git on all of them in one shell: `undefined` for what is a conflict to it. */
function mergedByGit(all: readonly Texts[]): readonly (string | undefined)[] {
  const folder = mkdtempSync(join(tmpdir(), 'lintel-merge-'));
  try {
    all.forEach(({ base, ours, theirs }, index) => {
      const at = join(folder, String(index));
      mkdirSync(at);
      writeFileSync(join(at, 'base'), base);
      writeFileSync(join(at, 'ours'), ours);
      writeFileSync(join(at, 'theirs'), theirs);
    });
    const script = `for at in *; do git merge-file -q -p $at/ours $at/base $at/theirs > $at/merged || : > $at/conflict; done`;
    execFileSync('sh', ['-c', script], { cwd: folder });
    return all.map((_, index) => readMerged(join(folder, String(index))));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readMerged(folder: string): string | undefined {
  return existsSync(join(folder, 'conflict')) ? undefined : readFileSync(join(folder, 'merged'), 'utf8');
}

const pairs = fc.sample(pair, { numRuns: PAIRS, seed: SEED });

describe('a merge by line', () => {
  it.skipIf(!hasGit)(
    `gives the same bytes as git wherever git has no conflict, in ${PAIRS} pairs of edits`,
    () => {
      const byGit = mergedByGit(pairs);
      const clean = byGit.filter((text) => text !== undefined).length;
      expect(clean).toBeGreaterThan(PAIRS / 4);
      expect(clean).toBeLessThan(PAIRS);
      pairs.forEach((texts, index) => {
        const text = byGit[index];
        if (text === undefined) return;
        expect(mergeFile({ path: 'a.ts', ...texts }, 'fail')).toEqual({ type: 'clean', text });
      });
    },
    240_000,
  );

  it('never loses a line that one side added, with a conflict or without', () => {
    for (const texts of pairs) {
      const merged = mergeFile({ path: 'a.ts', ...texts }, 'markers');
      const there = new Set(merged.text?.split('\n'));
      const added = `${texts.ours}${texts.theirs}`.match(/^(?:ours|theirs|shared) .*$/gm) ?? [];
      expect(added.filter((one) => !there.has(one))).toEqual([]);
    }
  });

  it('makes all changes of both sides where a line that nobody changed is between them', () => {
    const block = fc.record({
      side: fc.constantFrom('ours' as const, 'theirs' as const, 'both' as const),
      removed: fc.nat(3),
      added: fc.nat(3),
      kept: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 12 }), (blocks) => {
        const texts = { base: '', ours: '', theirs: '', expected: '' };
        blocks.forEach(({ side, removed, added, kept }, number) => {
          const old = linesNamed(`old ${number}`, removed);
          const fresh = linesNamed(`new ${number}`, added);
          const rest = linesNamed(`kept ${number}`, kept);
          texts.base += old + rest;
          texts.ours += (side === 'theirs' ? old : fresh) + rest;
          texts.theirs += (side === 'ours' ? old : fresh) + rest;
          texts.expected += fresh + rest;
        });
        const { expected: text, ...three } = texts;
        expect(mergeFile({ path: 'a.ts', ...three }, 'fail')).toEqual({ type: 'clean', text });
      }),
      { numRuns: 500 },
    );
  });

  it('is one side where the other did nothing, whatever its characters are', () => {
    const text = fc.string({
      unit: fc.constantFrom('\n', '\r', '\r\n', '\ufeff', 'a', 'b', '{', '"', ':', ' ', '- '),
    });
    fc.assert(
      fc.property(fc.constantFrom('a.ts', 'a.json', 'a.yaml'), text, text, (path, base, side) => {
        const clean = { type: 'clean', text: side };
        expect(mergeFile({ path, base, ours: side, theirs: base }, 'fail')).toEqual(clean);
        expect(mergeFile({ path, base, ours: base, theirs: side }, 'fail')).toEqual(clean);
        expect(mergeFile({ path, base, ours: side, theirs: side }, 'fail')).toEqual(clean);
      }),
    );
  });

  it('stays as it is when it is made again', () => {
    for (const texts of pairs.slice(0, 500)) {
      const text = mergeFile({ path: 'a.ts', ...texts }, 'theirs').text ?? '';
      const again = { path: 'a.ts', base: texts.theirs, ours: text, theirs: texts.theirs };
      expect(mergeFile(again, 'fail')).toEqual({ type: 'clean', text });
    }
  });
});

function linesNamed(name: string, count: number): string {
  return Array.from({ length: count }, (_, index) => `${name}.${index}\n`).join('');
}
