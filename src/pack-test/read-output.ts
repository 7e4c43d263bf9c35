import { parseXml, XmlElement, type XmlNode } from '@rgrove/parse-xml';
import { transformSync } from 'esbuild';
import { parseYamlDocuments } from '../source/parse-yaml-documents.ts';
import { interpolated } from './interpolate-compose.ts';
import { readDockerfile, readMarkdown, readShell } from './read-text.ts';

/** Files that Compose reads by itself, and those named like them: `compose.override.yaml`. */
const COMPOSE_FILE = /^(?:docker-)?compose\b.*\.ya?ml$/i;

/**
 * Returns a file that a pack made as plain data: documents for YAML, JSON and XML, those for Compose as it interpolates them, the code with its texts apart for TypeScript and
 * JavaScript, the structure of the lines for a Dockerfile, a shell script and Markdown, and the lines of anything else. What
 * no reader sees (comments) is left out. Throws an Error that says where the file is not of its language.
 */
export function readOutput(path: string, content: string): unknown {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/^Dockerfile\b|\.dockerfile$/i.test(name)) return readDockerfile(content);
  switch (/\.([A-Za-z]+)$/.exec(name)?.[1]?.toLowerCase()) {
    case 'json':
      return JSON.parse(content);
    case 'yaml':
    case 'yml': {
      const documents = parseYamlDocuments(content);
      return COMPOSE_FILE.test(name) ? interpolated(documents) : documents;
    }
    case 'ts':
    case 'mts':
      return readCode(content, 'ts');
    case 'js':
    case 'mjs':
    case 'cjs':
      return readCode(content, 'js');
    case 'xml':
    case 'wsdl':
    case 'svg':
      return readXml(content);
    case 'sh':
      return readShell(content);
    case 'md':
      return readMarkdown(content);
    default:
      return content.split('\n');
  }
}

/** Code between texts, and texts, in turn. */
function readCode(content: string, loader: 'ts' | 'js'): readonly unknown[] {
  const { code } = transformSync(content, {
    loader,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  const parts: unknown[] = [];
  let from = 0;
  for (const match of code.matchAll(
    /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|`(?:[^`\\]|\\[\s\S])*`/g,
  )) {
    parts.push({ code: code.slice(from, match.index) }, { text: textOf(match[0].slice(1, -1)) });
    from = match.index + match[0].length;
  }
  return [...parts, { code: code.slice(from) }];
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
