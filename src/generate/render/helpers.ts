import type { HelperDelegate, HelperOptions, TemplateDelegate } from 'handlebars';
import { once, rememberedFor } from '../../model/memo.ts';
import { hang, type Place } from '../encode/place.ts';
import { encodeDockerfile, encodeJson, encodeMarkdown, encodePromql, encodeShell } from '../encode/text.ts';
import {
  encodeCall,
  encodeComment,
  encodeKey,
  encodeTypeScript,
  encodeTypeScriptString,
} from '../encode/typescript.ts';
import { composeLiteral, encodeYaml, encodeYamlScalar } from '../encode/yaml.ts';
import { unwrap } from '../free-text.ts';
import { camel, constant, kebab, pascal } from '../names.ts';
import { NOT_THERE } from './explain-mistake.ts';
import type { Slot } from './fill-marks.ts';
import { FIT_END, FIT_START, MARK, PATH_END } from './marks.ts';

/** Takes what is to be written when the text around it stands. Returns the mark of its place. */
export type SlotMarker = (fill: Slot) => string;

/**
 * Returns the helpers of `HELPERS` by name. Free text reaches the output only through the encoder of its language; one whose layout depends
 * on its place leaves a slot.
 */
export function templateHelpers(slot: SlotMarker): Readonly<Record<string, HelperDelegate>> {
  // What is the same wherever it stands is written at once, but for what could be taken for a mark.
  const anywhere = (written: string) => (written.includes(MARK) ? slot(() => written) : written);
  const yaml = (value: unknown) =>
    isObject(value) ? slot(({ column }) => hang(yamlOf(value), column)) : anywhere(encodeYamlScalar(value));
  const ofOneValue: Record<string, (value: unknown) => unknown> = {
    ts: (value) => {
      const plain = unwrap(value);
      return slot((place) => (isObject(plain) ? literalOf(plain)(place) : encodeTypeScript(plain, place)));
    },
    yaml: (value) => yaml(unwrap(value)),
    composeYaml: (value) => yaml(composeLiteral(unwrap(value))),
    json: (value) => slot((place) => encodeJson(unwrap(value), place)),
    tsKey: (value) => anywhere(encodeKey(textOf(value))),
    tsString: (value) => anywhere(encodeTypeScriptString(textOf(value))),
    comment: (value) => anywhere(encodeComment(textOf(value))),
    promql: (value) => anywhere(encodePromql(textOf(value))),
    sh: (value) => anywhere(encodeShell(textOf(value))),
    dockerfile: (value) => anywhere(encodeDockerfile(textOf(value))),
    verbatim: (value) => anywhere(textOf(value)),
    md: (value) => anywhere(encodeMarkdown(textOf(value))),
    camel: (value) => camel(nameOf(value)),
    pascal: (value) => pascal(nameOf(value)),
    constant: (value) => constant(nameOf(value)),
    kebab: (value) => kebab(nameOf(value)),
  };
  return {
    ...Object.fromEntries(
      Object.entries(ofOneValue).map(([name, helper]) => [name, givenAValue(name, helper)]),
    ),
    fit(this: unknown, options: HelperOptions) {
      return FIT_START + options.fn(this) + FIT_END;
    },
    tsCall: (callee: unknown, value: unknown) =>
      slot((place) => encodeCall(nameOf(callee), textOf(value), place)),
    pinned: (names: unknown, versions: unknown) =>
      slot((place) => encodeJson(pinned(unwrap(names), unwrap(versions)), place)),
  };
}

/** Of what a helper is given, Handlebars does not ask whether it is there. */
function givenAValue(name: string, helper: (value: unknown) => unknown): HelperDelegate {
  return (value: unknown) => {
    if (value === undefined) throw new Error(`{{${name} …}} ${NOT_THERE}`);
    return helper(value);
  };
}

/**
 * Returns Handlebars' `each`, telling what of the blueprint is written for which item: in a list of views, those that stand for a part
 * of the blueprint say so in `blueprintPath`.
 */
export function tracingEach(
  each: HelperDelegate,
  markPath: (blueprintPath: string) => string,
): HelperDelegate {
  return function (this: unknown, list: unknown, options: HelperOptions) {
    const fn: TemplateDelegate = (item, inner) => {
      const path: unknown = Object(item).blueprintPath;
      const written = options.fn(item, inner);
      return typeof path === 'string' ? markPath(path) + written + PATH_END : written;
    };
    return each.call(this, list, { ...options, fn });
  };
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
