/** What a text consists of, each part by its name: `line 1`, `line 2`. */
export type Numbered = Readonly<Record<string, string>>;

/** Returns parts by their names in a sentence. */
export function numbered(noun: string, parts: readonly string[]): Numbered {
  return Object.fromEntries(parts.map((part, at) => [`${noun} ${at + 1}`, part]));
}

const INSTRUCTIONS =
  /^(?:FROM|RUN|CMD|LABEL|EXPOSE|ENV|ADD|COPY|ENTRYPOINT|VOLUME|USER|WORKDIR|ARG|ONBUILD|STOPSIGNAL|HEALTHCHECK|SHELL)$/;

/** Returns the lines of a text of which nothing more is known. */
export function readLines(content: string): Numbered {
  return numbered('line', content.split('\n'));
}

/** Returns the lines of a text in which those that begin with `#` are comments, without what these say. */
export function readHashCommented(content: string): Numbered {
  return numbered(
    'line',
    content.split('\n').map((line) => (line.startsWith('#') ? '#' : line)),
  );
}

/** Returns the instructions of a Dockerfile, their quoted texts left out. Throws an Error with the line of what is none. */
export function readDockerfile(content: string): Numbered {
  const lines = content.split('\n');
  const instructions: string[] = [];
  let open = '';
  for (const [at, line] of lines.entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    open += line.replace(/\\$/, '');
    if (line.endsWith('\\')) continue;
    const word = /^\s*(\S+)/.exec(open)?.[1] ?? '';
    if (!INSTRUCTIONS.test(word.toUpperCase()))
      throw new Error(`${at + 1}:1: "${word.slice(0, 40)}" is no instruction`);
    instructions.push(open.replace(IN_DOCKERFILE, '""'));
    open = '';
  }
  return numbered('instruction', instructions);
}

/** Returns the lines of a shell script with its quoted words left out. Throws an Error for a quote that is not closed. */
export function readShell(content: string): Numbered {
  // A quote within a quoted word is written outside of its quotes: 'it'\''s'.
  const words = content
    .replace(IN_SHELL, (part) => (part.startsWith('#') ? '' : QUOTED))
    .replace(/\uE010+/g, QUOTED);
  if (/['"]/.test(words)) throw new Error('a quote is not closed');
  return readLines(words);
}

/** Returns the lines of a Markdown text as the marks that each has, words left out; what is escaped is a word. */
export function readMarkdown(content: string): Numbered {
  const lines = content.split('\n').map((line) => {
    const start = /^\s*(?:#{1,6} |[-*+] |\d+[.)] |>|```\w*|---+$|===+$)/.exec(line)?.[0] ?? '';
    const rest = line
      .slice(start.length)
      .replace(/\\[!-/:-@[-`{-~]/g, '')
      .replace(/&\w+;/g, '');
    return start + rest.replace(/[^`*_[\]<>|~#]/g, '');
  });
  return numbered('line', lines);
}

/** In a double-quoted text, a shell substitutes after a backtick too; a Dockerfile only after a dollar. */
const IN_DOCKERFILE = /"(?:[^"\\$]|\\[\s\S])*"|'[^']*'/g;
const QUOTED = '\uE010';
const IN_SHELL = /\\[\s\S]|"(?:[^"\\$`]|\\[\s\S])*"|'[^']*'|(?<=^|[\s;&|(])#[^\n]*/g;
