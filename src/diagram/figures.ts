/** Returns a whole number with separators: `12,045`. */
export function formatCount(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Returns a duration as people read it: `8.2 ms`, `480 ms`, `1.24 s`, `2 min 5 s`; `–` for null. */
export function formatMs(milliseconds: number | null): string {
  if (milliseconds === null) return '–';
  if (milliseconds < 9.95) return `${trimmed(milliseconds, 1)} ms`;
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 99_950) return `${trimmed(milliseconds / 1000, milliseconds < 9995 ? 2 : 1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * Returns a share of 0 to 1 as a percentage: `99.5 %`. Never rounded to 0 % or 100 % unless it is that, and with as
 * many digits as are needed to tell it from either, up to three.
 */
export function formatShare(share: number): string {
  if (share === 0) return '0 %';
  if (share === 1) return '100 %';
  for (const digits of [1, 2, 3]) {
    const text = (share * 100).toFixed(digits);
    if (Number(text) > 0 && Number(text) < 100) return `${Number(text)} %`;
  }
  return share < 0.5 ? '< 0.001 %' : '> 99.999 %';
}

function trimmed(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
