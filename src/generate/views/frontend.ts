import { callerNames } from '../../expressions/caller-names.ts';
import { operationBodies } from '../../expressions/operation-bodies.ts';
import { lazily } from '../../model/memo.ts';
import type { Frontend, FrontendOperation, Gather, Model } from '../../model/model.ts';
import { type FreeText, freeText } from '../free-text.ts';
import { distinct, identifier, kebab, naturally } from '../names.ts';
import { type BodiesView, type BodyView, bodiesView, bodyView } from './bodies.ts';
import { frontendApi } from './open-api/frontend-api.ts';
import { type PackageView, packageView } from './package.ts';

/** A frontend microservice with its operations. */
export interface FrontendView extends PackageView, BodiesView {
  readonly operations: readonly FrontendOperationView[];
  /** Its operations in the order in which imports are sorted. */
  readonly imports: readonly { readonly function: string; readonly file: string }[];
  readonly callNames: readonly string[];
  readonly hasOperations: boolean;
  /** Made where it is asked for, as all views of a system are at once. */
  readonly openApi: object;
}

export interface FrontendOperationView {
  readonly blueprintPath: string;
  readonly name: FreeText;
  readonly title: FreeText;
  /** Name of its function. */
  readonly function: string;
  /** Name of its file, without `.ts`. */
  readonly file: string;
  /** Folder of the service. */
  readonly folder: string;
  readonly kitName: string;
  readonly method: string;
  readonly path: FreeText;
  /** `GET /home`. */
  readonly label: FreeText;
  readonly deadlineMs: number;
  readonly parts: readonly PartView[];
  readonly expressions: readonly ExpressionView[];
  readonly hasExpressions: boolean;
  /** True where no part can fail the whole. */
  readonly isAllOptional: boolean;
  readonly partNames: readonly FreeText[];
  /** True where each call's input is handed on by name and the sample fits: then any answer of the others makes a whole one. */
  readonly isPlain: boolean;
  readonly body: BodyView;
  /** A path with sample values, and a body where the method has one. */
  readonly sample: SampleView;
  readonly badBodyTest: FreeText;
  readonly refusedTest: FreeText;
  readonly wholeTest: FreeText;
  readonly wholeBody: object;
  readonly missingBody: object;
}

/** One part of the answer, as it stands in the code. */
export interface PartView {
  readonly key: FreeText;
  readonly upstream: string;
  readonly request: object;
  readonly sends: string;
  readonly optional: boolean;
  readonly after: readonly string[];
  readonly hasAfter: boolean;
  readonly timeoutMs: number;
}

export interface ExpressionView {
  readonly variable: string;
  readonly text: FreeText;
}

/** Returns the view of a frontend. */
export function frontendView(model: Model, frontend: Frontend): FrontendView {
  const view = packageView(model, frontend);
  const names = frontend.operations.map(({ name }) => name);
  const functions = distinct(names, identifier);
  const files = distinct(names, kebab);
  const { ofFrontend } = operationBodies(model);
  const operations = frontend.operations.map((operation, at) => {
    const body = bodyView(ofFrontend(operation));
    return operationView(operation, { view, function: functions[at] ?? '', file: files[at] ?? '', body });
  });
  const openApi = lazily(() => frontendApi(model, frontend));
  return {
    ...view,
    operations,
    imports: sortImports(operations),
    ...bodiesView(operations),
    hasOperations: operations.length > 0,
    callNames: view.calls.map(({ name }) => name),
    get openApi() {
      return openApi();
    },
  };
}

interface Naming {
  readonly view: PackageView;
  readonly function: string;
  readonly file: string;
  readonly body: BodyView;
}

function operationView(operation: FrontendOperation, naming: Naming): FrontendOperationView {
  const { method, path } = operation.http;
  const isAllOptional = operation.gathers.every(({ optional }) => optional);
  const constants = distinct(
    operation.gathers.map(({ part }) => `${part}-sends`),
    identifier,
  );
  const parts = operation.gathers.map((gather, at) =>
    partView(gather, constants[at] ?? '', operation.http.parameters),
  );
  const expressions = operation.gathers.flatMap(({ sends }, at) =>
    sends === null ? [] : [{ variable: constants[at] ?? '', text: freeText(sends) }],
  );
  return {
    blueprintPath: operation.path,
    name: freeText(operation.name),
    title: freeText(operation.title),
    function: naming.function,
    file: naming.file,
    folder: naming.view.folder,
    kitName: naming.view.kitName,
    method,
    path: freeText(path),
    label: freeText(`${method} ${path}`),
    deadlineMs: operation.deadlineMs,
    parts,
    expressions,
    hasExpressions: expressions.length > 0,
    isAllOptional,
    partNames: operation.gathers.map(({ part }) => freeText(part)),
    isPlain: expressions.length === 0 && naming.body.isSampleSure,
    body: naming.body,
    sample: sampleOf(method, path, naming.body),
    badBodyTest: badBodyTest(method, path),
    wholeTest: freeText(`${method} ${path} answers with all its parts`),
    refusedTest: freeText(
      isAllOptional
        ? `${method} ${path} names the parts that could not be had`
        : `${method} ${path} fails with problem details when what it needs is refused`,
    ),
    wholeBody: Object.fromEntries(operation.gathers.map(({ part }) => [part, { found: true }])),
    missingBody: { missing: operation.gathers.map(({ part }) => part) },
  };
}

function partView(gather: Gather, constant: string, named: readonly string[]): PartView {
  const { from } = gather;
  const http = from.type === 'integration' ? from.operation.http : from.operation;
  const takes = callerNames(gather, named).behind;
  return {
    key: freeText(gather.part),
    upstream: identifier(from.element.name),
    request: {
      operation: from.operation.name,
      method: http.method,
      path: http.path,
      takes: takes.length === 0 ? undefined : takes,
    },
    sends: gather.sends === null ? '' : constant,
    optional: gather.optional,
    after: gather.after,
    hasAfter: gather.after.length > 0,
    timeoutMs: gather.timeoutMs ?? 0,
  };
}

/** A request that an operation answers, for its test. */
export interface SampleView {
  readonly method: string;
  /** Every parameter of the path is `1`. */
  readonly url: FreeText;
  readonly options: string;
  readonly hasBody: boolean;
  readonly body: unknown;
}

/** Returns a request that an operation answers. */
export function sampleOf(method: string, path: string, { sample }: BodyView): SampleView {
  const hasBody = ['POST', 'PUT', 'PATCH'].includes(method);
  return {
    method,
    url: freeText(path.replace(/\{[^}]+\}/g, '1')),
    options: hasBody ? '{ ...asDevice, body }' : 'asDevice',
    hasBody,
    body: sample,
  };
}

/** Returns the claim of the test that an operation refuses a body. */
export function badBodyTest(method: string, path: string): FreeText {
  return freeText(`${method} ${path} refuses a body that does not fit, and says where`);
}

/** Returns operations in the order in which the formatter sorts the imports of their files. */
export function sortImports<T extends { readonly file: string }>(operations: readonly T[]): readonly T[] {
  return [...operations].sort((a, b) => naturally(a.file, b.file));
}
