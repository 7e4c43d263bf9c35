/** A quantity with a unit as blueprints write it: how it looks, and what a good one reads like. */
export interface QuantityForm {
  readonly id: QuantityId;
  /** `a duration`. */
  readonly noun: string;
  /** Of the whole text, as JSON Schema wants it; linear in the length of the text. */
  readonly pattern: string;
  readonly unit: string;
  readonly examples: readonly string[];
}

export type QuantityId = 'duration' | 'range' | 'rate' | 'share' | 'size' | 'bandwidth' | 'load';

const NUMBER = '[0-9]{1,9}(\\.[0-9]{1,6})?';
const DURATION = `${NUMBER}(ms|s|m|h|d)`;
const RATE = `${NUMBER}/(s|m|h)`;

/** Every form of quantity, by id. */
export const QUANTITIES: Readonly<Record<QuantityId, QuantityForm>> = {
  duration: {
    id: 'duration',
    noun: 'a duration',
    pattern: `^${DURATION}$`,
    unit: 'ms, s, m, h, d',
    examples: ['300ms', '2m'],
  },
  range: {
    id: 'range',
    noun: 'a duration or a range of two',
    pattern: `^${DURATION}(\\.\\.${DURATION})?$`,
    unit: 'ms, s, m, h, d',
    examples: ['5s..30s', '2s'],
  },
  rate: { id: 'rate', noun: 'a rate', pattern: `^${RATE}$`, unit: '/s, /m, /h', examples: ['20/s', '600/m'] },
  share: {
    id: 'share',
    noun: 'a share',
    pattern: '^(100(\\.0{1,6})?|[0-9]{1,2}(\\.[0-9]{1,6})?)%$',
    unit: '%, up to 100%',
    examples: ['15%', '0.5%'],
  },
  size: {
    id: 'size',
    noun: 'a size',
    pattern: '^[1-9][0-9]{0,8}(Ki|Mi|Gi|Ti)$',
    unit: 'Ki, Mi, Gi, Ti',
    examples: ['1Gi'],
  },
  bandwidth: {
    id: 'bandwidth',
    noun: 'a bandwidth',
    pattern: `^${NUMBER}(kbit|Mbit)/s$`,
    unit: 'kbit/s, Mbit/s',
    examples: ['200kbit/s', '9Mbit/s'],
  },
  load: {
    id: 'load',
    noun: 'a load',
    pattern: `^${RATE}(\\.\\.${RATE})?$`,
    unit: '/s, /m, /h',
    examples: ['20/s', '5/s..40/s'],
  },
};

const MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };
const BYTES: Readonly<Record<string, number>> = { Ki: 1024, Mi: 1024 ** 2, Gi: 1024 ** 3, Ti: 1024 ** 4 };
const KBITS: Readonly<Record<string, number>> = { 'kbit/s': 1, 'Mbit/s': 1000 };

/** Returns milliseconds, or null for what is no duration. `1.5s` is 1500. */
export function parseDuration(text: string): number | null {
  return matches('duration', text) ? scaled(text, MS) : null;
}

/** Returns the two ends in milliseconds; one duration is both ends. Null: no range, or its end is before its start. */
export function parseRange(text: string): { readonly minMs: number; readonly maxMs: number } | null {
  if (!matches('range', text)) return null;
  const [first = '', second = first] = text.split('..');
  const minMs = scaled(first, MS);
  const maxMs = scaled(second, MS);
  return minMs <= maxMs ? { minMs, maxMs } : null;
}

/** Returns a number per second, or null. `30/m` is 0.5. */
export function parseRate(text: string): number | null {
  return matches('rate', text) ? perSecond(text) : null;
}

/** Returns the rates per second at the start and at the end; a constant load has both the same. Null: no load. */
export function parseLoad(text: string): { readonly start: number; readonly end: number } | null {
  if (!matches('load', text)) return null;
  const [first = '', second = first] = text.split('..');
  return { start: perSecond(first), end: perSecond(second) };
}

/** Returns 0 to 1, or null. `15%` is 0.15. */
export function parseShare(text: string): number | null {
  if (!matches('share', text)) return null;
  // Through a rounded decimal, so that 99.9% is 0.999 and not 0.9990000000000001.
  return Number((Number(text.slice(0, -1)) / 100).toFixed(8));
}

/** Returns bytes, or null. `1Ki` is 1024. */
export function parseSize(text: string): number | null {
  return matches('size', text) ? scaled(text, BYTES) : null;
}

/** Returns kbit per second (1000 bit each), or null. */
export function parseBandwidth(text: string): number | null {
  return matches('bandwidth', text) ? scaled(text, KBITS) : null;
}

function matches(id: QuantityId, text: string): boolean {
  return new RegExp(QUANTITIES[id].pattern).test(text);
}

function perSecond(text: string): number {
  const [count = '', unit = ''] = text.split('/');
  return Number(count) / (SECONDS[unit] ?? 1);
}

function scaled(text: string, units: Readonly<Record<string, number>>): number {
  const split = text.search(/[a-zA-Z]/);
  const factor = units[text.slice(split)] ?? 1;
  // Decimal fractions of a unit come out whole where they are: 0.3s is 300, not 299.99999999999994.
  return Number((Number(text.slice(0, split)) * factor).toFixed(6));
}
