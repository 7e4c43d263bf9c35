import { expect, test } from 'vitest';
import { environmentError, readingError } from '../../src/write/environment-error.ts';

const denied = Object.assign(new Error('denied'), { code: 'EACCES' });

test('what may not be read is not said to be unwritable, and the other way round', () => {
  expect(readingError('a.txt', denied)).toMatchObject({
    code: 'environment',
    message: 'cannot read a.txt: EACCES',
    hint: expect.stringContaining('you may not read it'),
  });
  expect(environmentError('cannot write to a', denied).hint).toContain('you may not write there');
});

test('has no hint where there is none', () => {
  expect(readingError('a.txt', new Error('odd'))).toMatchObject({
    message: 'cannot read a.txt: odd',
    hint: null,
  });
});
