import { describe, expect, it } from 'vitest';
import { codeFrame } from '../../src/diagnostics/code-frame.ts';
import { createSource } from '../../src/source/source.ts';

function frame(text: string, start: number, end: number): readonly string[] {
  return codeFrame({ source: createSource('a.yaml', text), start, end });
}

describe('codeFrame', () => {
  it('shows the line with its number, the one before it, and carets below the marked part', () => {
    expect(frame('a: 1\nb: two\n', 8, 11)).toEqual(['  1 | a: 1', '  2 | b: two', '    |    ^^^']);
  });

  it('leaves out a blank line before', () => {
    expect(frame('a: 1\n   \nb: 2\n', 9, 10)).toEqual(['  3 | b: 2', '    | ^']);
  });

  it('shows the part of a long line that is around the place, and marks no further than that', () => {
    const [line, carets] = frame(`${'a'.repeat(500)}X${'b'.repeat(500)}`, 500, 900);
    expect(line).toBe(`  1 | ${'a'.repeat(60)}X${'b'.repeat(59)}`);
    expect(carets).toBe(`    | ${' '.repeat(60)}${'^'.repeat(60)}`);
  });

  it('shows no half of a character where it cuts a line', () => {
    const [even = ''] = frame('😀'.repeat(200), 200, 202);
    const [odd = ''] = frame(`a${'😀'.repeat(200)}`, 201, 203);
    for (const line of [even, odd]) expect(line).toMatch(/^ {2}1 \| (?:😀)+$/u);
  });

  it('puts the carets below what is written as an escape', () => {
    expect(frame('a: \u202eb', 3, 4)).toEqual([
      '  1 | a: \\u{202e}b',
      `    |    ${'^'.repeat('\\u{202e}'.length)}`,
    ]);
  });

  it('looks at no more of the lines than it shows', () => {
    const source = createSource('a.yaml', `${' '.repeat(2_000_000)}\nb: ${'x'.repeat(2_000_000)}`);
    const start = 2_000_001;
    const frames = Array.from({ length: 2000 }, () => codeFrame({ source, start, end: start + 1 }));
    expect(new Set(frames.map((lines) => lines.length))).toEqual(new Set([2]));
  });
});
