import type Handlebars from 'handlebars';
import runtime from 'handlebars/dist/cjs/handlebars.runtime.js';
import { once, rememberedFor } from '../model/memo.ts';
import { compiledTemplate } from './compile-template.ts';
import { hang, type Place } from './encode/place.ts';
import { encodeDockerfile, encodeJson, encodeMarkdown, encodeShell } from './encode/text.ts';
import {
  encodeCall,
  encodeComment,
  encodeKey,
  encodeTypeScript,
  encodeTypeScriptString,
} from './encode/typescript.ts';
import { encodeYaml, encodeYamlScalar } from './encode/yaml.ts';
import { explainMistake, NOT_THERE } from './explain-mistake.ts';
import { FIELD_HELPER, type FieldWatch } from './field-watch.ts';
import { fillMarks, type Slot } from './fill-marks.ts';
import { unwrap } from './free-text.ts';
import type { LineOrigin } from './line-origins.ts';
import { FIT_END, FIT_START, MARK, PATH_END, pathMark, slotMark } from './marks.ts';
import { camel, constant, kebab, pascal } from './names.ts';

/** Renders one template with a view of the model. Throws a UserError `pack` with the place of a mistake in the template. */
export type Render = (template: Template, view: object) => Rendered;

export interface Rendered {
  readonly text: string;
  /** Where its lines come from. */
  readonly origins: readonly LineOrigin[];
}

export interface Template {
  /** As messages name it. */
  readonly shown: string;
  readonly text: string;
}

/**
 * Returns a renderer with a Handlebars of its own: no HTML escaping, unknown fields and helpers are errors, and free
 * text reaches the output only through the encoder of its language. An encoder whose layout depends on its place leaves
 * a slot, which is filled when the text around it stands. Templates that the build has compiled are taken from there;
 * others are compiled here, each once. With a watch, blocks tell it what they ask for.
 */
export function createRenderer(watch: FieldWatch | null = null): Render {
  const handlebars = runtime.create();
  let slots: Slot[] = [];
  let paths: string[] = [];
  registerHelpers(handlebars, (slot) => {
    slots.push(slot);
    return slotMark(slots.length - 1);
  });
  if (watch !== null) registerFieldHelper(handlebars, watch);
  registerEach(handlebars, (path) => {
    paths.push(path);
    return pathMark(paths.length - 1);
  });
  const ready = new Map<string, (view: object) => Rendered>();
  const rendererOf = (text: string) => {
    const known = ready.get(text);
    if (known !== undefined) return known;
    const delegate = handlebars.template<object>(compiledTemplate(text));
    const render = (view: object) => {
      slots = [];
      paths = [];
      return fillMarks(delegate(view, OWN_FIELDS_ONLY), { slots, paths });
    };
    ready.set(text, render);
    return render;
  };
  return (template, view) => {
    try {
      return rendererOf(watch?.watched(template) ?? template.text)(view);
    } catch (error) {
      throw explainMistake(template, error, { view, attempt: (text) => rendererOf(text)(view) });
    }
  };
}

/** Handlebars' own choice too, but it says so on the console unless told. */
const OWN_FIELDS_ONLY = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };

function registerHelpers(handlebars: typeof Handlebars, slot: (fill: Slot) => string): void {
  // What is the same wherever it stands is written at once, but for what could be taken for a mark.
  const anywhere = (written: string) => (written.includes(MARK) ? slot(() => written) : written);
  const helpers: Record<string, (value: unknown) => unknown> = {
    ts: (value) => {
      const plain = unwrap(value);
      return slot((place) => (isObject(plain) ? literalOf(plain)(place) : encodeTypeScript(plain, place)));
    },
    yaml: (value) => {
      const plain = unwrap(value);
      return isObject(plain)
        ? slot(({ column }) => hang(yamlOf(plain), column))
        : anywhere(encodeYamlScalar(plain));
    },
    json: (value) => slot((place) => encodeJson(unwrap(value), place)),
    tsKey: (value) => anywhere(encodeKey(textOf(value))),
    tsString: (value) => anywhere(encodeTypeScriptString(textOf(value))),
    comment: (value) => anywhere(encodeComment(textOf(value))),
    sh: (value) => anywhere(encodeShell(textOf(value))),
    dockerfile: (value) => anywhere(encodeDockerfile(textOf(value))),
    verbatim: (value) => anywhere(textOf(value)),
    md: (value) => anywhere(encodeMarkdown(textOf(value))),
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

/** What is written of one object is kept: labels stand in many places of a file, and contracts in many files. */
const yamlOf = rememberedFor((value: object) => encodeYaml(value));
const literalOf = rememberedFor((value: object) => {
  const known = new Map<string, string>();
  return (place: Place) =>
    once(known, `${place.indent} ${place.after} ${place.before}`, () => encodeTypeScript(value, place));
});

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
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

function registerFieldHelper(handlebars: typeof Handlebars, watch: FieldWatch): void {
  handlebars.registerHelper(
    FIELD_HELPER,
    (value: unknown, index: number, holder: unknown, { data }: Handlebars.HelperOptions) => {
      watch.saw(value, index, { holder, whole: data.root });
      return value;
    },
  );
}

/**
 * Registers an `each` that tells what of the blueprint is written for which item: in a list of views, those that stand for a part of
 * the blueprint say so in `blueprintPath`.
 */
function registerEach(handlebars: typeof Handlebars, mark: (blueprintPath: string) => string): void {
  const each = handlebars.helpers['each'];
  handlebars.registerHelper(
    'each',
    function (this: unknown, list: unknown, options: Handlebars.HelperOptions) {
      const fn: Handlebars.TemplateDelegate = (item, inner) => {
        const path: unknown = Object(item).blueprintPath;
        const written = options.fn(item, inner);
        return typeof path === 'string' ? mark(path) + written + PATH_END : written;
      };
      return each?.call(this, list, { ...options, fn });
    },
  );
}
