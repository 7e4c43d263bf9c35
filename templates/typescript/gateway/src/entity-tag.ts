/**
 * True if an `If-None-Match` names the tag of an answer, or any (`*`). A tag that is weak on one side counts as the same
 * (RFC 9110, 13.1.2).
 */
export function namesTag(ifNoneMatch: string | undefined, etag: string | string[] | undefined): boolean {
  if (ifNoneMatch === undefined || typeof etag !== 'string') return false;
  if (ifNoneMatch === '*') return true;
  const tag = etag.replace(/^W\//, '');
  return ifNoneMatch.match(/"[^"]*"/g)?.some((named) => named === tag) ?? false;
}
