import { blueprintSchema } from '../blueprint/schema/index.ts';
import { parseContract } from '../contracts/load-contract.ts';
import { checkBlueprint } from '../model/check-blueprint.ts';
import type { Model } from '../model/model.ts';
import { parsePlainYaml } from '../source/parse-plain-yaml.ts';
import { createSource } from '../source/source.ts';
import { contractPlaces } from './contract-places.ts';
import { type FreePlace, freePlaces, type Way } from './free-places.ts';
import { setAt } from './set-at.ts';
import { joinPieces, readPieces, spacedText, type WsdlPieces } from './wsdl-places.ts';

/** A blueprint with the contracts beside it, as texts. */
export interface BlueprintTexts {
  /** As messages name it. */
  readonly path: string;
  readonly text: string;
  /** Returns the text of a contract; null: there is no such file. */
  readonly contract: (file: string) => string | null;
}

/** A place that can be given any text, and how the text has to be put there. */
export interface OpenPlace extends FreePlace {
  /** The contract that it is in; null: it is in the blueprint. */
  readonly file: string | null;
  readonly form: Form;
  /** What is there; `''`: nothing. */
  readonly original: string;
}

/** Puts a text so that the field can hold it: as it is, within an expression, or as the beginning of a file's name. */
export type Form = (text: string, original: string) => string;

const FORMS: readonly Form[] = [(text) => text, (text) => `{ "text": ${JSON.stringify(text)} }`];
/** Two files that are to have one text in their names stay two. */
const FILE_FORMS: readonly Form[] = [(text, original) => text + original.replace(/^.*\//, '-')];

const DOCUMENTATION_FORMS: readonly Form[] = [spacedText];

/** A blueprint as data, and what its free texts may be replaced by. */
export interface RewritableBlueprint {
  /** Every place that takes any text; what validation refuses whatever it says is none. */
  readonly places: readonly OpenPlace[];
  /** Sorts of places that the schema leaves open, and validation does not: references, say. */
  readonly closed: readonly string[];
  /** Returns the model with a text at each of those places, already in its form; null where validation refuses one. */
  readonly modelWith: (texts: ReadonlyMap<OpenPlace, string>) => Model | null;
}

/**
 * Returns texts for as many places as take them together, sort by sort: `textOf` gives each its text, put in the form of the place.
 */
export function textsForAll(
  { places, modelWith }: RewritableBlueprint,
  textOf: (place: OpenPlace, index: number) => string,
): ReadonlyMap<OpenPlace, string> {
  const all = new Map(places.map((place, at) => [place, place.form(textOf(place, at), place.original)]));
  if (modelWith(all) !== null) return all;
  let taken = new Map<OpenPlace, string>();
  for (const sort of new Set(places.map((place) => place.sort))) {
    const more = new Map([...taken, ...[...all].filter(([place]) => place.sort === sort)]);
    if (modelWith(more) !== null) taken = more;
  }
  return taken;
}

/** Returns the model of a blueprint as it is; null where it has errors. */
export function modelOfTexts({ path, text, contract }: BlueprintTexts): Model | null {
  const load = (file: string) => {
    const found = contract(file);
    return parseContract(file, found === null ? null : new TextEncoder().encode(found));
  };
  return checkBlueprint(createSource(path, text), load).model;
}

/** Reads a blueprint so that its texts can be replaced. Throws an Error where it is none. */
export function rewritableBlueprint(texts: BlueprintTexts): RewritableBlueprint {
  const blueprint = parsePlainYaml(texts.text);
  const documents = new Map<string, unknown>();
  const inContracts: Candidate[] = [];
  for (const file of contractFiles(blueprint)) {
    const text = texts.contract(file);
    if (text === null) continue;
    const { document, places } = readDocument(file, text);
    documents.set(file, document);
    inContracts.push(...places.map((place) => ({ ...place, file, from: document })));
  }
  const modelWith = (values: ReadonlyMap<OpenPlace, string>) =>
    modelOf(texts, { blueprint, documents }, values);
  const candidates: readonly Candidate[] = [
    ...freePlaces(blueprintSchema(), blueprint).map((place) => ({ ...place, file: null, from: blueprint })),
    ...inContracts,
  ];
  const forms = new Map<string, Form | null>();
  const places: OpenPlace[] = [];
  for (const { from, ...candidate } of candidates) {
    const original = textAt(from, candidate.way);
    const takes = (form: Form) => {
      const place = { ...candidate, form, original };
      return modelWith(new Map([[place, form('Plain text', original)]])) !== null;
    };
    const possible = formsFor(candidate);
    // What is there, and what could be there, are asked apart: a step has one verb, and no other beside it.
    const sort = `${candidate.sort}${original === '' ? '?' : ''}`;
    const known = forms.get(sort);
    const form = known === undefined ? (possible.find(takes) ?? null) : known;
    forms.set(sort, form);
    if (form !== null) places.push({ ...candidate, form, original });
  }
  const isOpen = new Set(places.map(({ sort }) => sort));
  const closed = [...new Set(candidates.map(({ sort }) => sort))].filter((sort) => !isOpen.has(sort));
  return { places, closed, modelWith };
}

/** A place that may turn out to be open, and the data that it is in. */
interface Candidate extends FreePlace {
  readonly file: string | null;
  readonly from: unknown;
}

function readDocument(
  file: string,
  text: string,
): { readonly document: unknown; readonly places: readonly FreePlace[] } {
  if (isXml(text)) {
    const { pieces, places } = readPieces(file, text);
    return { document: pieces, places };
  }
  const document = parsePlainYaml(text);
  return { document, places: contractPlaces(file, document) };
}

function isXml(text: string): boolean {
  return /^\s*</.test(text);
}

function formsFor({ way, file, sort }: FreePlace & { readonly file: string | null }): readonly Form[] {
  if (file !== null && sort.endsWith(': documentation')) return DOCUMENTATION_FORMS;
  return way.at(-1) === 'contract' ? FILE_FORMS : FORMS;
}

interface Documents {
  readonly blueprint: unknown;
  readonly documents: ReadonlyMap<string, unknown>;
}

function modelOf(
  texts: BlueprintTexts,
  documents: Documents,
  values: ReadonlyMap<OpenPlace, string>,
): Model | null {
  let { blueprint } = documents;
  const contracts = new Map(documents.documents);
  const renamed = new Map<string, string>();
  for (const [{ file, way, original }, value] of values) {
    if (file !== null) contracts.set(file, setAt(contracts.get(file), way, value));
    else blueprint = setAt(blueprint, way, value);
    if (file === null && way.at(-1) === 'contract') renamed.set(value, original);
  }
  const contractText = (file: string) => {
    const name = renamed.get(file) ?? file;
    const document = contracts.get(name);
    if (document === undefined) return texts.contract(name);
    return isPieces(document) ? joinPieces(document) : asText(document);
  };
  return modelOfTexts({ path: texts.path, text: asText(blueprint), contract: contractText });
}

/** Only a WSDL document is a list. */
function isPieces(document: unknown): document is WsdlPieces {
  return Array.isArray(document);
}

/** JSON is YAML once everything that YAML could take for the end of a line is spelled out. */
function asText(value: unknown): string {
  return JSON.stringify(value, null, 1).replace(
    /[^\n -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function contractFiles(blueprint: unknown): readonly string[] {
  const backends = Object.values(Object(Object(blueprint).backends));
  return [...new Set(backends.map((backend) => textAt(backend, ['contract'])))].filter((file) => file !== '');
}

function textAt(value: unknown, way: Way): string {
  const found = way.reduce<unknown>((inner, step) => Reflect.get(Object(inner), step), value);
  return typeof found === 'string' ? found : '';
}
