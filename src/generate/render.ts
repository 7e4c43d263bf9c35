import Handlebars from 'handlebars';
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
import { fitLines } from './fit.ts';
import { unwrap } from './free-text.ts';
import { camel, constant, kebab, pascal } from './names.ts';

/** Renders one template with a view of the model. */
export type Render = (template: { readonly name: string; readonly text: string }, view: object) => string;

type Slot = (place: Place) => string;

/**
 * Returns a renderer with a Handlebars of its own: no HTML escaping, unknown fields and helpers are errors, and free
 * text reaches the output only through the encoder of its language. An encoder whose layout depends on its place leaves
 * a slot, which is filled when the text around it stands. Compiled templates are kept.
 */
export function createRenderer(): Render {
  const handlebars = Handlebars.create();
  let slots: Slot[] = [];
  const names = registerHelpers(handlebars, (slot) => {
    slots.push(slot);
    return `${SLOT_START}${slots.length - 1}${SLOT_END}`;
  });
  const knownHelpers = Object.fromEntries(names.map((name) => [name, true]));
  const compiled = new Map<string, Handlebars.TemplateDelegate<object>>();
  return (template, view) => {
    const known = compiled.get(template.name);
    const render =
      known ??
      handlebars.compile<object>(template.text, {
        noEscape: true,
        strict: true,
        knownHelpersOnly: true,
        knownHelpers,
      });
    compiled.set(template.name, render);
    slots = [];
    try {
      return fillSlots(render(view), slots);
    } catch (cause) {
      throw new Error(`${template.name}: ${cause instanceof Error ? cause.message : String(cause)}`, {
        cause,
      });
    }
  };
}

// Private use characters: names in a model are DNS labels, and no encoder leaves a slot inside another's text.
const SLOT_START = '\uE000';
const SLOT_END = '\uE001';
const FIT_START = '\uE002';
const FIT_END = '\uE003';
const MARK = /\uE000(\d+)\uE001|\uE002|\uE003/g;

function registerHelpers(handlebars: typeof Handlebars, slot: (fill: Slot) => string): readonly string[] {
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
  for (const [name, helper] of Object.entries(helpers)) handlebars.registerHelper(name, helper);
  handlebars.registerHelper('fit', function fit(this: unknown, options: Handlebars.HelperOptions) {
    return FIT_START + options.fn(this) + FIT_END;
  });
  handlebars.registerHelper('tsCall', (callee: unknown, value: unknown) =>
    slot((place) => encodeCall(nameOf(callee), textOf(value), place)),
  );
  handlebars.registerHelper('pinned', (names: unknown, versions: unknown) =>
    slot((place) => encodeJson(pinned(unwrap(names), unwrap(versions)), place)),
  );
  return [...Object.keys(helpers), 'fit', 'tsCall', 'pinned'];
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

/** The marks are looked for in what the template wrote, never in what an encoder gave. */
function fillSlots(text: string, slots: readonly Slot[]): string {
  let filled = '';
  let from = 0;
  let fitFrom = 0;
  for (const match of text.matchAll(MARK)) {
    filled += text.slice(from, match.index);
    from = match.index + match[0].length;
    if (match[0] === FIT_START) fitFrom = filled.length;
    else if (match[0] === FIT_END) filled = filled.slice(0, fitFrom) + fitLines(filled.slice(fitFrom));
    else filled = appendSlot(filled, slots[Number(match[1])], text.slice(from));
  }
  return filled + text.slice(from);
}

function appendSlot(filled: string, slot: Slot | undefined, rest: string): string {
  const before = filled.slice(filled.lastIndexOf('\n') + 1);
  const after = /^[^\n]*/.exec(rest)?.[0].replace(MARK, '').length ?? 0;
  const indent = before.length - before.trimStart().length;
  const value = slot?.({ indent, column: before.length, before, after }) ?? '';
  // A value that starts on the next line takes the blank before it away.
  return value.startsWith('\n') ? filled.trimEnd() + value : filled + value;
}
