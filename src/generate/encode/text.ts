import { hang, LINE_START, type Place } from './place.ts';
import { oneLine } from './typescript.ts';
import { UNPRINTABLE } from './yaml.ts';

/** Returns a value as JSON, two spaces deep, its further lines indented like the line it stands on. */
export function encodeJson(value: unknown, place: Place = LINE_START): string {
  return hang(JSON.stringify(value, null, 2), place.indent);
}

/** Returns text as one word of a POSIX shell. */
export function encodeShell(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", `'\\''`)}'`;
}

/**
 * Returns text as a string of PromQL, in double quotes with the escapes of Go (https://prometheus.io/docs/prometheus/latest/querying/basics/):
 * on one line, and without a character that YAML could not hold as it is.
 */
export function encodePromql(text: string): string {
  return JSON.stringify(text).replace(UNPRINTABLE, (character) => {
    const code = character.codePointAt(0)?.toString(16) ?? '';
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
}

/**
 * Returns text as one double-quoted value of a Dockerfile's `LABEL` or `ENV`, on one line: no variable is substituted
 * and no line is continued.
 */
export function encodeDockerfile(text: string): string {
  return `"${oneLine(text).replace(/[\\"$]/g, '\\$&')}"`;
}

/**
 * Returns text as one line of Markdown that reads as it is: no markup, no link, no HTML, no end of a table's cell; at the start of
 * a line it is neither a list nor a rule, nor does it make a heading of the line above.
 */
export function encodeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]()<>#!|~&]/g, (character) => ENTITIES[character] ?? `\\${character}`)
    .replace(/^[-+=]|^(\d+)(?=[.)])/, (start, digits) =>
      digits === undefined ? `\\${start}` : `${digits}\\`,
    );
}

const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '&': '&amp;' };
