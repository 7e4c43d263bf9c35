import { describe, expect, it } from 'vitest';
import { escapeControl } from '../../src/diagnostics/escape-control.ts';

describe('escapeControl', () => {
  it.each([
    ['a\u001b[2Jb', 'a\\x1b[2Jb'],
    ['\u009b1m\u007f', '\\x9b1m\\x7f'],
    ['line\r\nline', 'line\\x0d\\x0aline'],
    ['left\u202eright', 'left\\u{202e}right'],
    ['half \ud83d, filler \u3164, joiner \u034f', 'half \\u{d83d}, filler \\u{3164}, joiner \\u{34f}'],
    ['x ##[add-mask]y ##vso[task]z', 'x ##\\x5badd-mask]y ##vso\\x5btask]z'],
  ])('writes out what would act instead of being shown: %j', (text, escaped) => {
    expect(escapeControl(text)).toBe(escaped);
  });

  it('leaves everything else as it is', () => {
    const text = 'tab\tünïcode 🏦 [list] # [comment] ## heading [x] ::error::';
    expect(escapeControl(text)).toBe(text);
  });

  it('looks back from a bracket no further than a command is long', () => {
    const text = `${'a'.repeat(100)}[`.repeat(20_000);
    expect(escapeControl(`##${text}\u0007`)).toBe(`##${text}\\x07`);
  });
});
