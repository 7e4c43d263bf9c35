/** Returns a text with the line ends of another: CRLF where that has it everywhere, as a checkout on Windows may; else as it is. */
export function withLineEndsOf(other: string, text: string): string {
  return other.includes('\r\n') && !/(^|[^\r])\n/.test(other) ? text.replaceAll(/\r?\n/g, '\r\n') : text;
}
