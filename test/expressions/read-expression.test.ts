import { describe, expect, it } from 'vitest';
import { createExpressionReader, type Reading } from '../../src/expressions/read-expression.ts';

const read = (text: string): Reading => createExpressionReader()(text);

/** Why a text is refused, or what it is otherwise. */
function outcome(reading: Reading): string {
  return reading.type === 'problem' ? reading.problem.reason : reading.type;
}

describe('an expression reader', () => {
  it.each(['a.b', 'a^(>b).c', '/x/i', 'items@$i.total', '$map(a, $string(?))'])('reads %s', (text) => {
    expect(read(text).type).toBe('tree');
  });

  it('reads what is equal once', () => {
    const reader = createExpressionReader();
    expect(reader('a^(b)')).toBe(reader('a^(b)'));
  });

  it.each([
    ['longer than 20000 characters', 'a'.repeat(20_001), 'it is longer than 20000 characters'],
    ['of too many words for the parser', `*${'.a'.repeat(1000)}`, 'it has more than 2000 words and signs'],
    ['nested too deeply', `a${' & a'.repeat(300)}`, 'it is nested deeper than 200 levels'],
    [
      'nested too deeply for our own reader',
      `*.${'('.repeat(300)}a${')'.repeat(300)}`,
      'it is nested deeper than 200 levels',
    ],
  ])('refuses an expression %s', (_, text, reason) => {
    expect(outcome(read(text))).toBe(reason);
  });

  it('says nothing about defaults that would be copied again and again', () => {
    expect(read(`${'('.repeat(40)}*${' ?? a)'.repeat(40)}`)).toEqual({ type: 'unread' });
    expect(read('* ?? a ?? b').type).toBe('tree');
  });

  it('reads defaults without number where they are all that there is', () => {
    expect(read(`[${Array.from({ length: 100 }, (_, n) => `f${n} ?? "none"`).join()}]`).type).toBe('tree');
  });

  it('leaves off when jsonata has parsed enough, and goes on with what is plain', () => {
    const reader = createExpressionReader();
    const exotic = (n: number) => reader(`a^(b${n})`).type;
    expect(exotic(0)).toBe('tree');
    for (let n = 1; n < 3000; n++) exotic(n);
    expect(exotic(3000)).toBe('unread');
    expect(reader('a.b').type).toBe('tree');
  });

  it('leaves off when it has read enough of everything', () => {
    const reader = createExpressionReader();
    const long = (n: number) => reader(`a${n}${' & "text text"'.repeat(100)}`).type;
    expect(long(0)).toBe('tree');
    for (let n = 1; n < 600; n++) long(n);
    expect(long(600)).toBe('unread');
  });
});
