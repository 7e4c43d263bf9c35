import type { Random } from '@lintel/kit';
import { samplePattern } from './sample-pattern.ts';
import { pick, wholeBetween } from './seeded-random.ts';
import type { Schema } from './stand-in-contract.ts';

const WORDS = (
  'amber birch cedar coral delta ember fjord grove harbour indigo juniper kelp lagoon maple north ' +
  'opal pine quartz river sable tundra umber violet willow'
).split(' ');

const DAY_MS = 24 * 60 * 60 * 1000;
/** Sampled dates lie in the year that starts here: they must not depend on when they are asked for. */
const YEAR_START_MS = Date.UTC(2025, 0, 1);

/** Returns a text for a string schema: by its pattern, its format or its property's name, within its lengths. */
export function sampleText(schema: Schema, name: string, random: Random): string {
  const { pattern, format } = schema;
  if (typeof pattern === 'string') {
    const text = samplePattern(pattern, random);
    if (text !== null && isLongEnough(text, schema)) return text;
  }
  const formatted = typeof format === 'string' ? sampleFormat(format, random) : null;
  if (formatted !== null) return formatted;
  return fitted(sampleName(name, random), schema, random);
}

function sampleFormat(format: string, random: Random): string | null {
  const date = new Date(YEAR_START_MS + Math.floor(random.next() * 365 * DAY_MS)).toISOString();
  switch (format) {
    case 'date-time':
      return date;
    case 'date':
      return date.slice(0, 10);
    case 'time':
      return date.slice(11, 19);
    case 'duration':
      return `P${wholeBetween(random, 1, 30)}D`;
    case 'uuid':
      return `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`;
    case 'email':
      return `${pick(random, WORDS)}.${pick(random, WORDS)}@example.com`;
    case 'uri':
    case 'url':
    case 'uri-reference':
      return `https://example.com/${pick(random, WORDS)}/${hex(random, 6)}`;
    case 'hostname':
      return `${pick(random, WORDS)}.example.com`;
    case 'ipv4':
      return `192.0.2.${wholeBetween(random, 1, 254)}`;
    case 'ipv6':
      return `2001:db8::${hex(random, 4)}`;
    case 'byte':
    case 'binary':
      return btoa(pick(random, WORDS));
    default:
      return null;
  }
}

function sampleName(name: string, random: Random): string {
  if (/(^|[a-z_-])(id|key|code|number|no)$/i.test(name)) return `${pick(random, WORDS)}-${hex(random, 6)}`;
  if (/currency$/i.test(name)) return pick(random, ['EUR', 'GBP', 'USD']);
  if (/country$/i.test(name)) return pick(random, ['DE', 'FR', 'GB', 'SE']);
  return `${pick(random, WORDS)} ${pick(random, WORDS)}`;
}

function fitted(text: string, schema: Schema, random: Random): string {
  const least = Math.min(typeof schema['minLength'] === 'number' ? schema['minLength'] : 0, 10_000);
  const most = typeof schema['maxLength'] === 'number' ? schema['maxLength'] : Number.POSITIVE_INFINITY;
  let long = text;
  while (long.length < least) long += ` ${pick(random, WORDS)}`;
  return long.slice(0, Math.max(least, Math.min(long.length, most)));
}

function isLongEnough(text: string, schema: Schema): boolean {
  const { minLength, maxLength } = schema;
  return (
    (typeof minLength !== 'number' || text.length >= minLength) &&
    (typeof maxLength !== 'number' || text.length <= maxLength)
  );
}

function hex(random: Random, digits: number): string {
  let text = '';
  while (text.length < digits) text += wholeBetween(random, 0, 15).toString(16);
  return text;
}
