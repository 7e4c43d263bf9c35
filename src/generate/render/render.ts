import type { HelperDelegate, HelperOptions } from 'handlebars';
import runtime from 'handlebars/dist/cjs/handlebars.runtime.js';
import { templateMistake } from '../pack/pack-mistake.ts';
import { compiledTemplate } from './compile-template.ts';
import { explainMistake } from './explain-mistake.ts';
import { FIELD_HELPER, type FieldWatch } from './field-watch.ts';
import { fillMarks, type Slot } from './fill-marks.ts';
import { templateHelpers, tracingEach } from './helpers.ts';
import { MARK, pathMark, slotMark } from './marks.ts';
import type { Render, Rendered, Template } from './template.ts';

/**
 * Returns a renderer: no HTML escaping, unknown fields and helpers are errors, and free text reaches the output only through the encoder of
 * its language. What an encoder leaves open is filled when the text around it stands. Templates that the build has compiled are taken from
 * there; others are compiled here, each once. With a watch, blocks tell it what they ask for.
 */
export function createRenderer(watch: FieldWatch | null = null): Render {
  let slots: Slot[] = [];
  let paths: string[] = [];
  const helpers: Readonly<Record<string, HelperDelegate>> = {
    ...templateHelpers((slot) => {
      slots.push(slot);
      return slotMark(slots.length - 1);
    }),
    each: tracingEach(builtIn('each'), (path) => {
      paths.push(path);
      return pathMark(paths.length - 1);
    }),
    ...(watch === null ? {} : { [FIELD_HELPER]: fieldHelper(watch) }),
  };
  const ready = new Map<string, (view: object) => Rendered>();
  const rendererOf = (text: string) => {
    const known = ready.get(text);
    if (known !== undefined) return known;
    const delegate = handlebarsFor(text, helpers).template<object>(compiledTemplate(text));
    const render = (view: object) => {
      slots = [];
      paths = [];
      return fillMarks(delegate(view, OWN_FIELDS_ONLY), { slots, paths });
    };
    ready.set(text, render);
    return render;
  };
  return (template, view) => {
    if (!ready.has(template.text)) refuseMarks(template);
    try {
      return rendererOf(watch?.watched(template) ?? template.text)(view);
    } catch (error) {
      throw explainMistake(template, error, { view, attempt: (text) => rendererOf(text)(view) });
    }
  };
}

/** What a template writes could not be told from Lintel's own marks. */
function refuseMarks(template: Template): void {
  const at = template.text.indexOf(MARK);
  if (at === -1) return;
  const message = 'the control character U+0001 cannot stand in a template';
  throw templateMistake(template, at, { message, hint: 'delete it' });
}

/** Handlebars' own choice too, but it says so on the console unless told. */
const OWN_FIELDS_ONLY = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };

/** Returns a Handlebars with the helpers that a template names: at each rendering it prepares all that it has. */
function handlebarsFor(
  text: string,
  helpers: Readonly<Record<string, HelperDelegate>>,
): ReturnType<typeof runtime.create> {
  const handlebars = runtime.create();
  for (const name of ['log', 'lookup', 'with']) if (!text.includes(name)) handlebars.unregisterHelper(name);
  for (const [name, helper] of Object.entries(helpers))
    if (text.includes(name)) handlebars.registerHelper(name, helper);
  return handlebars;
}

function builtIn(name: string): HelperDelegate {
  const helper = runtime.helpers[name];
  if (helper === undefined) throw new Error(`Handlebars has no helper ${name}`);
  return helper;
}

function fieldHelper(watch: FieldWatch): HelperDelegate {
  return (value: unknown, index: number, holder: unknown, { data }: HelperOptions) => {
    watch.saw(value, index, { holder, whole: data.root });
    return value;
  };
}
