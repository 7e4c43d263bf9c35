import type Handlebars from 'handlebars';
import runtime from 'handlebars/dist/cjs/handlebars.runtime.js';
import { compiledTemplate } from './compile-template.ts';
import type { Place } from './encode/place.ts';
import { encodeDockerfile, encodeJson, encodeMarkdown, encodeShell } from './encode/text.ts';
import {
  encodeCall,
  encodeComment,
  encodeKey,
  encodeTypeScript,
  encodeTypeScriptString,
} from './encode/typescript.ts';
import { encodeYaml } from './encode/yaml.ts';
import { explainMistake, NOT_THERE } from './explain-mistake.ts';
import { fitLines } from './fit.ts';
import { unwrap } from './free-text.ts';
import { camel, constant, kebab, pascal } from './names.ts';

/** Renders one template with a view of the model. Throws a UserError `pack` with the place of a mistake in the template. */
export type Render = (template: Template, view: object) => string;

export interface Template {
  /** As messages name it. */
  readonly shown: string;
  readonly text: string;
}

type Slot = (place: Place) => string;

/**
 * Returns a renderer with a Handlebars of its own: no HTML escaping, unknown fields and helpers are errors, and free
 * text reaches the output only through the encoder of its language. An encoder whose layout depends on its place leaves
 * a slot, which is filled when the text around it stands. Templates that the build has compiled are taken from there;
 * others are compiled here, each once.
 */
export function createRenderer(): Render {
  const handlebars = runtime.create();
  let slots: Slot[] = [];
  registerHelpers(handlebars, (slot) => {
    slots.push(slot);
    return `${SLOT_START}${slots.length - 1}${SLOT_END}`;
  });
  const ready = new Map<string, (view: object) => string>();
  const rendererOf = (text: string) => {
    const known = ready.get(text);
    if (known !== undefined) return known;
    const delegate = handlebars.template<object>(compiledTemplate(text));
    const render = (view: object) => {
      slots = [];
      return fillSlots(delegate(view, OWN_FIELDS_ONLY), slots);
    };
    ready.set(text, render);
    return render;
  };
  return (template, view) => {
    try {
      return rendererOf(template.text)(view);
    } catch (error) {
      throw explainMistake(template, error, { view, attempt: (text) => rendererOf(text)(view) });
    }
  };
}

/** Handlebars' own choice too, but it says so on the console unless told. */
const OWN_FIELDS_ONLY = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };

// Private use characters: names in a model are DNS labels, and no encoder leaves a slot inside another's text.
const SLOT_START = '\uE000';
const SLOT_END = '\uE001';
const FIT_START = '\uE002';
const FIT_END = '\uE003';
const MARK = /\uE000(\d+)\uE001|\uE002|\uE003/g;

function registerHelpers(handlebars: typeof Handlebars, slot: (fill: Slot) => string): void {
  const helpers: Record<string, (value: unknown) => unknown> = {
    ts: (value) => slot((place) => encodeTypeScript(unwrap(value), place)),
    yaml: (value) => slot((place) => encodeYaml(unwrap(value), place)),
    json: (value) => slot((place) => encodeJson(unwrap(value), place)),
    tsKey: (value) => slot(() => encodeKey(textOf(value))),
    tsString: (value) => slot(() => encodeTypeScriptString(textOf(value))),
    comment: (value) => slot(() => encodeComment(textOf(value))),
    sh: (value) => slot(() => encodeShell(textOf(value))),
    dockerfile: (value) => slot(() => encodeDockerfile(textOf(value))),
    verbatim: (value) => slot(() => textOf(value)),
    md: (value) => slot(() => encodeMarkdown(textOf(value))),
    camel: (value) => camel(nameOf(value)),
    pascal: (value) => pascal(nameOf(value)),
    constant: (value) => constant(nameOf(value)),
    kebab: (value) => kebab(nameOf(value)),
  };
  for (const [name, helper] of Object.entries(helpers)) {
    handlebars.registerHelper(name, (value: unknown) => {
      // Of what a helper is given, Handlebars does not ask whether it is there.
      if (value === undefined) throw new Error(`{{${name} …}} ${NOT_THERE}`);
      return helper(value);
    });
  }
  handlebars.registerHelper('fit', function fit(this: unknown, options: Handlebars.HelperOptions) {
    return FIT_START + options.fn(this) + FIT_END;
  });
  handlebars.registerHelper('tsCall', (callee: unknown, value: unknown) =>
    slot((place) => encodeCall(nameOf(callee), textOf(value), place)),
  );
  handlebars.registerHelper('pinned', (names: unknown, versions: unknown) =>
    slot((place) => encodeJson(pinned(unwrap(names), unwrap(versions)), place)),
  );
}

/** Returns the packages with the version that each is pinned to; those of the project itself have its own. */
function pinned(names: unknown, versions: unknown): Readonly<Record<string, unknown>> {
  if (!Array.isArray(names)) throw new TypeError('pinned takes a list of packages');
  const known = new Map<string, unknown>(Object.entries(Object(versions)));
  return Object.fromEntries(
    names.map(String).map((name) => {
      const version =
        known.get(name) ?? (/^@[^/]+\/(kit|stand-in|service-|backend-)/.test(name) ? '0.1.0' : undefined);
      if (version === undefined) throw new Error(`the pack pins no version of ${name}`);
      return [name, version];
    }),
  );
}

function textOf(value: unknown): string {
  const text = unwrap(value);
  if (typeof text !== 'string') throw new TypeError(`an encoder of text was given a ${typeof text}`);
  return text;
}

function nameOf(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError(`a helper for names was given a ${typeof value}`);
  return value;
}

/**
 * The marks are looked for in what the template wrote, never in what an encoder gave. What stands is kept in pieces beside its
 * last line, which is all that layout asks for: looking back in the whole for each slot would take longer the more there is.
 */
function fillSlots(text: string, slots: readonly Slot[]): string {
  const outer: Piece[] = [];
  let piece: Piece = { done: '', line: '' };
  let from = 0;
  for (const match of text.matchAll(MARK)) {
    append(piece, text.slice(from, match.index));
    from = match.index + match[0].length;
    if (match[0] === FIT_START) {
      outer.push(piece);
      piece = { done: '', line: '' };
    } else if (match[0] === FIT_END) {
      const fitted = fitLines(piece.done + piece.line);
      piece = outer.pop() ?? { done: '', line: '' };
      append(piece, fitted);
    } else fill(piece, slots[Number(match[1])], { text, from });
  }
  append(piece, text.slice(from));
  return piece.done + piece.line;
}

/** What is written so far: whole lines, and the one that is being written. */
interface Piece {
  done: string;
  line: string;
}

function append(piece: Piece, text: string): void {
  const end = text.lastIndexOf('\n') + 1;
  if (end > 0) {
    piece.done += piece.line + text.slice(0, end);
    piece.line = '';
  }
  piece.line += text.slice(end);
}

function fill(
  piece: Piece,
  slot: Slot | undefined,
  rest: { readonly text: string; readonly from: number },
): void {
  const before = piece.line;
  const end = rest.text.indexOf('\n', rest.from);
  const after = rest.text.slice(rest.from, end === -1 ? undefined : end).replace(MARK, '').length;
  const indent = before.length - before.trimStart().length;
  const value = slot?.({ indent, column: before.length, before, after }) ?? '';
  // A value that starts on the next line takes the blank before it away.
  if (value.startsWith('\n')) piece.line = piece.line.trimEnd();
  append(piece, value);
}
