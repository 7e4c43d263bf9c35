/** Returns a text for a message: as it is, or its beginning with an ellipsis, at most `most` UTF-16 units long. */
export function clip(text: string, most = 60): string {
  if (text.length <= most) return text;
  const end = most - 1;
  // No half of a pair may be left over.
  const isHalf = /[\ud800-\udbff]/.test(text.charAt(end - 1));
  return `${text.slice(0, isHalf ? end - 1 : end)}…`;
}
