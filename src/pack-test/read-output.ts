import { parseXml, XmlElement, type XmlNode } from '@rgrove/parse-xml';
import { transformSync } from 'esbuild';
import { parseYamlDocuments } from '../source/parse-yaml-documents.ts';
import { interpolated } from './interpolate-compose.ts';
import {
  type Numbered,
  numbered,
  readDockerfile,
  readHashCommented,
  readLines,
  readMarkdown,
  readShell,
} from './read-text.ts';

/** Files that Compose reads by itself, and those named like them: `compose.override.yaml`. */
const COMPOSE_FILE = /^(?:docker-)?compose\b.*\.ya?ml$/i;

/** Files in which a line that begins with `#` is a comment: `.gitignore`, `.env`, `CODEOWNERS`, and those with such an ending. */
const HASH_COMMENTED =
  /^\..*ignore$|^\.(?:gitattributes|editorconfig|npmrc|env(?:\..*)?)$|^CODEOWNERS$|\.(?:env|toml|ini|conf|cfg|properties)$/;

type Reader = (content: string) => unknown;

/** By the ending of a file's name. */
const READERS: Readonly<Record<string, Reader>> = {
  json: (content) => JSON.parse(content),
  yaml: parseYamlDocuments,
  yml: parseYamlDocuments,
  ts: (content) => readCode(content, 'ts'),
  mts: (content) => readCode(content, 'ts'),
  js: (content) => readCode(content, 'js'),
  mjs: (content) => readCode(content, 'js'),
  cjs: (content) => readCode(content, 'js'),
  xml: readXml,
  wsdl: readXml,
  svg: readXml,
  sh: readShell,
  md: readMarkdown,
};

/**
 * Returns a file that a pack made as plain data: documents for YAML, JSON and XML, those for Compose as it interpolates them, the code with
 * its texts apart for TypeScript and JavaScript, the structure of the lines for a Dockerfile, a shell script and Markdown, and the
 * lines of anything else. What no reader sees (comments) is left out. Throws an Error that says where the file is not of its language.
 */
export function readOutput(path: string, content: string): unknown {
  return readerOf(path)(content);
}

/** Returns whether a file is of no language that `readOutput` knows, so that no encoder is known for it either. */
export function isOfNoLanguage(path: string): boolean {
  return readerOf(path) === readLines;
}

function readerOf(path: string): Reader {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/^Dockerfile\b|\.dockerfile$/i.test(name)) return readDockerfile;
  if (COMPOSE_FILE.test(name)) return (content) => interpolated(parseYamlDocuments(content));
  if (HASH_COMMENTED.test(name)) return readHashCommented;
  const ending = /\.([A-Za-z]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return (Object.hasOwn(READERS, ending) ? READERS[ending] : undefined) ?? readLines;
}

/** Texts, and the code before each and after the last. */
function readCode(content: string, loader: 'ts' | 'js'): Numbered {
  const { code } = transformSync(content, {
    loader,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  const codes: string[] = [];
  const texts: string[] = [];
  let from = 0;
  for (const match of code.matchAll(
    /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|`(?:[^`\\]|\\[\s\S])*`/g,
  )) {
    codes.push(code.slice(from, match.index));
    texts.push(textOf(match[0].slice(1, -1)));
    from = match.index + match[0].length;
  }
  return { ...numbered('text', texts), ...numbered('piece of code', [...codes, code.slice(from)]) };
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  0: '\0',
};

function textOf(literal: string): string {
  return literal.replace(
    /\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|\r?\n|([\s\S]))/g,
    (_whole, point, unit, byte, character = '') => {
      const code = point ?? unit ?? byte;
      if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
      return ESCAPES[character] ?? character;
    },
  );
}

function readXml(content: string): unknown {
  const tree = (node: XmlNode): unknown =>
    node instanceof XmlElement
      ? { name: node.name, attributes: node.attributes, children: node.children.map(tree) }
      : { type: node.type, ...('text' in node ? { text: node.text } : {}) };
  return parseXml(content).children.map(tree);
}
