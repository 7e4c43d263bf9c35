import { stringify } from 'yaml';
import type { PlainRecord } from '../contracts/plain-data.ts';
import type { Notation } from './parse-document.ts';

/** Returns a document as text, in the notation of the one that it began with. */
export function writeDocument(document: PlainRecord, notation: Notation): string {
  if (notation === 'json') return `${JSON.stringify(document, null, 2)}\n`;
  return stringify(document, { aliasDuplicateObjects: false, lineWidth: 100, version: '1.2' });
}
