import type { SecurityConfig } from './settings.ts';

/** Returns why a version must not run, for the person who uses it, or null if it may. */
export function refusalOf(
  version: string,
  policy: Pick<SecurityConfig, 'minimumVersion' | 'disabledVersions'>,
) {
  if (policy.disabledVersions.includes(version))
    return `Version ${version} has been withdrawn. Please install another version.`;
  if (policy.minimumVersion !== null && compareVersions(version, policy.minimumVersion) < 0)
    return `Version ${version} is no longer supported. Please update to ${policy.minimumVersion} or later.`;
  return null;
}

/**
 * Orders two versions as https://semver.org section 11 does, with any number of parts: below 0 if `a` is the earlier one. A
 * part that is absent counts as 0, and what follows a `+` counts for nothing.
 */
export function compareVersions(a: string, b: string): number {
  const left = split(a);
  const right = split(b);
  return (
    compareParts(left.numbers, right.numbers, '0') || comparePrereleases(left.prerelease, right.prerelease)
  );
}

function split(version: string) {
  const [release = ''] = version.split('+', 1);
  const dash = release.indexOf('-');
  const numbers = dash < 0 ? release : release.slice(0, dash);
  return { numbers: numbers.split('.'), prerelease: dash < 0 ? null : release.slice(dash + 1).split('.') };
}

function comparePrereleases(a: readonly string[] | null, b: readonly string[] | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return compareParts(a, b, null);
}

/** Compares part by part; one that is absent is `missing`, or the smallest of all where that is null. */
function compareParts(a: readonly string[], b: readonly string[], missing: string | null): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const left = a[at] ?? missing;
    const right = b[at] ?? missing;
    if (left === null || right === null) return Number(right === null) - Number(left === null);
    const order = comparePart(left, right);
    if (order !== 0) return order;
  }
  return 0;
}

function comparePart(a: string, b: string): number {
  const areNumbers = [isNumber(a), isNumber(b)] as const;
  if (areNumbers[0] && areNumbers[1]) return Math.sign(Number(a) - Number(b));
  if (areNumbers[0] !== areNumbers[1]) return areNumbers[0] ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}

function isNumber(part: string): boolean {
  return /^\d+$/.test(part);
}
