import { createHash } from 'node:crypto';
import Handlebars from 'handlebars';
import { builtTemplates, type CompiledTemplate } from './built-templates.ts';
import { FIELD_HELPER } from './field-watch.ts';
import { markLines } from './mark-lines.ts';

/** The helpers that a template may use beside those of Handlebars itself; `render.ts` says what each does. */
export const HELPERS = [
  'camel',
  'comment',
  'composeYaml',
  'constant',
  'dockerfile',
  'fit',
  'json',
  'kebab',
  'md',
  'pascal',
  'pinned',
  'promql',
  'sh',
  'ts',
  'tsCall',
  'tsKey',
  'tsString',
  'verbatim',
  'yaml',
] as const;

/**
 * Returns a template ready for the runtime: what the build made of the same text, by its hash, else compiled now. Throws
 * Handlebars' error for a text that is no template.
 */
export function compiledTemplate(text: string): CompiledTemplate {
  return builtTemplates()[hashOf(text)] ?? evaluate(compileToCode(text));
}

/**
 * Returns the JavaScript of a template, its lines marked. No HTML escaping, unknown fields and helpers are errors. Only ever given a text:
 * a syntax tree from outside would be code.
 */
export function compileToCode(text: string): string {
  const code = Handlebars.precompile(markLines(text), {
    noEscape: true,
    strict: true,
    knownHelpersOnly: true,
    // A template has nothing to say on the console.
    knownHelpers: {
      ...Object.fromEntries([...HELPERS, FIELD_HELPER].map((name) => [name, true])),
      ...LEFT_OUT,
    },
  });
  return String(code).replace(CALL_PLACES, '');
}

/** Where in the template a helper is called: none asks, and to tell it takes longer than the call. A text in the code has its quotes escaped. */
const CALL_PLACES = /,"loc":\{"start":\{"line":\d+,"column":\d+\},"end":\{"line":\d+,"column":\d+\}\}/g;

const LEFT_OUT = { log: false, helperMissing: false, blockHelperMissing: false };

/** Returns the key of a template among those that the build has compiled. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The code was written by Handlebars' compiler, which does the same itself. */
function evaluate(code: string): CompiledTemplate {
  return new Function(`return ${code};`)();
}
