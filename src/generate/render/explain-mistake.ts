import Handlebars from 'handlebars';
import { nearest, suggest } from '../../diagnostics/suggest.ts';
import type { UserError } from '../../diagnostics/user-error.ts';
import { createSource } from '../../source/source.ts';
import { templateMistake } from '../pack/pack-mistake.ts';
import { HELPERS } from './compile-template.ts';
import { columnUnmarked } from './mark-lines.ts';
import type { Template } from './template.ts';

/** The end of what is said of a helper that is given nothing; before it, the helper. */
export const NOT_THERE = 'is given a field that is not there';

/** What a template was rendered with. */
export interface Rendering {
  readonly view: object;
  /** Renders another text with the same view. */
  readonly attempt: (text: string) => unknown;
}

/** Returns the UserError for a template that cannot be rendered. */
export function explainMistake(template: Template, error: unknown, { view, attempt }: Rendering): UserError {
  const words = error instanceof Error ? error.message : String(error);
  const syntax = /^Parse error on line (\d+):\n/.exec(words);
  if (syntax !== null) {
    const lineStart = createSource('', template.text).lineStarts[Number(syntax[1]) - 1] ?? 0;
    const expecting = /\n(Expecting .*)$/s.exec(words)?.[1] ?? 'it is no template';
    return templateMistake(template, lineStart, { message: `no template: ${clip(expecting)}` });
  }
  const offset = placeOf(template.text, error, attempt);
  const tag = offset === null ? '' : (/^\{\{[^}]*\}\}/.exec(template.text.slice(offset))?.[0] ?? '');
  const message = messageOf(words, tag);
  return templateMistake(template, offset, { message, hint: hintFor(words, { view, tag }) });
}

/** In the words of whoever writes a template. */
function messageOf(words: string, tag: string): string {
  if (words.endsWith(NOT_THERE) && tag !== '') return `${tag} ${NOT_THERE}`;
  const field = fieldIn(words);
  if (field !== undefined) return `there is no field "${field}" here`;
  const helper = helperIn(words);
  if (helper !== undefined) return `there is no helper "${helper}"`;
  return clip(words.replace(/ - \d+:\d+$/, ''));
}

function helperIn(words: string): string | undefined {
  return /knownHelpersOnly, but used the unknown helper (\S+)/.exec(words)?.[1];
}

function hintFor(
  words: string,
  { view, tag }: { readonly view: object; readonly tag: string },
): string | null {
  if (words.includes('without an encoder'))
    return 'write {{yaml field}}, {{json field}}, {{ts field}}, {{md field}}, {{sh field}}, {{dockerfile field}} or {{comment field}}';
  const helper = helperIn(words);
  if (helper !== undefined) return suggest(helper, HELPERS, 'the helpers are') ?? null;
  const missing = words.endsWith(NOT_THERE) ? /(\w+)\}\}$/.exec(tag)?.[1] : fieldIn(words);
  const near = missing === undefined ? null : nearest(missing, Object.keys(view));
  return near === null ? null : `did you mean "${near}"?`;
}

function fieldIn(words: string): string | undefined {
  return /^"(.*?)" not defined in/.exec(words)?.[1];
}

/** Handlebars knows the place of some mistakes; of others it is the first `{{…}}` without which all goes well. */
function placeOf(text: string, error: unknown, attempt: (text: string) => unknown): number | null {
  const { lineNumber, column } = { lineNumber: null, column: null, ...Object(error) };
  if (typeof lineNumber === 'number' && typeof column === 'number')
    return (
      (createSource('', text).lineStarts[lineNumber - 1] ?? 0) + columnUnmarked(text, lineNumber, column)
    );
  const tags = tagsOf(text);
  const at = tags.findIndex((_, index) => fails(() => attempt(blank(text, tags.slice(index + 1)))));
  return tags[at]?.start ?? null;
}

interface Tag {
  readonly start: number;
  readonly end: number;
}

/** Returns the places of what a template writes values with, in order: no blocks, no comments. */
function tagsOf(text: string): readonly Tag[] {
  const { lineStarts } = createSource('', text);
  const tags: Tag[] = [];
  const collect = ({ body }: hbs.AST.Program) => {
    for (const statement of body) {
      if (isMustache(statement)) {
        const { start, end } = statement.loc;
        tags.push({
          start: (lineStarts[start.line - 1] ?? 0) + start.column,
          end: (lineStarts[end.line - 1] ?? 0) + end.column,
        });
      } else if (isBlock(statement)) {
        if (statement.program) collect(statement.program);
        if (statement.inverse) collect(statement.inverse);
      }
    }
  };
  collect(Handlebars.parse(text));
  return tags;
}

function isMustache(statement: hbs.AST.Statement): statement is hbs.AST.MustacheStatement {
  return statement.type === 'MustacheStatement';
}

function isBlock(statement: hbs.AST.Statement): statement is hbs.AST.BlockStatement {
  return statement.type === 'BlockStatement';
}

function blank(text: string, tags: readonly Tag[]): string {
  return tags.reduce(
    (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
    text,
  );
}

function fails(attempt: () => unknown): boolean {
  try {
    attempt();
    return false;
  } catch {
    return true;
  }
}

/** Errors may hold the whole of a text. */
function clip(words: string): string {
  const line = words.replaceAll(/\s+/g, ' ');
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
