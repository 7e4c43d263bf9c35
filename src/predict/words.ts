/** Returns a duration as findings give it: `2500 ms`, `12.5 ms`. */
export function inMs(ms: number): string {
  return `${Number(ms.toFixed(ms < 100 ? 1 : 0))} ms`;
}

/** Returns milliseconds without their unit, for tables: `2,500`, `1.5`. */
export function plainMs(ms: number): string {
  return ms < 9.95 ? String(Number(ms.toFixed(1))) : grouped(ms);
}

/** Returns a whole number with separators: `12,045`. */
export function grouped(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Returns a rate with three digits that count: `83.3/s`, `0.25/s`. */
export function perSecond(rate: number): string {
  return `${threeDigits(rate)}/s`;
}

/** Returns a number with three digits that count, and all that stand before the point. */
export function threeDigits(value: number): string {
  if (value === 0) return '0';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return String(Number(value.toFixed(Math.min(digits, 6))));
}

/** Returns a share as a percentage, with as many digits as tell it from 100 %, up to three: `99.95 %`. */
export function inPercent(share: number): string {
  if (share === 0 || share === 1) return `${share * 100} %`;
  const digits = [1, 2, 3].find((count) => Number((share * 100).toFixed(count)) < 100) ?? 3;
  return `${Number((share * 100).toFixed(digits))} %`;
}

const SIZES = ['bytes', 'Ki', 'Mi', 'Gi', 'Ti'];

/** Returns a size in the units of blueprints, with three digits that count: `5Gi`, `326Mi`, `110 bytes`. */
export function inBytes(bytes: number): string {
  const at = Math.min(SIZES.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(bytes, 1)) / 10)));
  return `${threeDigits(bytes / 1024 ** at)}${at === 0 ? ' ' : ''}${SIZES[at]}`;
}

/** Returns a long time in the unit that fits: `36 s`, `11.2 days`. */
export function inDays(ms: number): string {
  const day = 86_400_000;
  if (ms >= day) return `${threeDigits(ms / day)} ${ms === day ? 'day' : 'days'}`;
  if (ms >= 7_200_000) return `${threeDigits(ms / 3_600_000)} hours`;
  return ms >= 120_000 ? `${threeDigits(ms / 60_000)} minutes` : `${threeDigits(ms / 1000)} s`;
}
