import { describe, expect, it } from 'vitest';
import { answerText } from '../src/answer-text.ts';

const declared = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><name>Müller</name>`;
const utf16be = Buffer.from('\ufeffMüller', 'utf16le').swap16();

describe('answerText', () => {
  it.each([
    ['UTF-8 where nothing says otherwise', Buffer.from('Müller'), undefined],
    ['the charset of its content type', Buffer.from('Müller', 'latin1'), 'text/xml; charset=ISO-8859-1'],
    ['one in quotes', Buffer.from('Müller', 'latin1'), 'text/plain;charset="windows-1252"; format=flowed'],
    ['what a byte order mark says', utf16be, 'text/plain; charset=utf-8'],
    ['UTF-8 without its mark', Buffer.from('\ufeffMüller'), 'application/json'],
    ['UTF-16 by its content type', Buffer.from('Müller', 'utf16le'), 'text/plain; charset=utf-16le'],
  ])('reads %s', (_what, body, contentType) => {
    expect(answerText('erp', body, contentType)).toBe('Müller');
  });

  it('reads what the XML declaration says, where the content type says nothing', () => {
    const text = declared('ISO-8859-1');
    expect(answerText('erp', Buffer.from(text, 'latin1'), 'text/xml')).toBe(text);
  });

  it('takes the word of the content type before that of the declaration', () => {
    const text = declared('ISO-8859-1');
    expect(answerText('erp', Buffer.from(text), 'text/xml; charset=utf-8')).toBe(text);
  });

  it.each([
    ['a content type', Buffer.from('a'), 'text/plain; charset=klingon'],
    ['a declaration', Buffer.from(declared('klingon')), 'text/xml'],
  ])('makes a 502 of a charset of %s that is not known', (_what, body, contentType) => {
    expect(() => answerText('erp', body, contentType)).toThrow(
      expect.objectContaining({
        status: 502,
        message: 'erp answered in a charset that is not known (klingon)',
      }),
    );
  });
});
