import type { Contract, JsonSchema } from '../../contracts/contract.ts';
import { isByPlace, namesInPath } from '../../expressions/call-input.ts';
import { operationBodies } from '../../expressions/operation-bodies.ts';
import { lazily } from '../../model/memo.ts';
import type { Integration, IntegrationOperation, Model, Resilience } from '../../model/model.ts';
import { type FreeText, freeText } from '../free-text.ts';
import { distinct, identifier, kebab } from '../names.ts';
import { type BodiesView, type BodyView, bodiesView, bodyView } from './bodies.ts';
import { badBodyTest, type SampleView, sampleOf, sortImports } from './frontend.ts';
import { integrationApi } from './open-api/integration-api.ts';
import { type PackageView, packageView, type SettingView } from './package.ts';
import { xmlShape } from './xml-shape.ts';

/** An integration microservice with its operations. */
export interface IntegrationView extends PackageView, BodiesView {
  readonly backend: SettingView;
  readonly isSoap: boolean;
  readonly operations: readonly IntegrationOperationView[];
  /** Its operations in the order in which imports are sorted. */
  readonly imports: readonly { readonly function: string; readonly file: string }[];
  readonly hasOperations: boolean;
  /** Made where it is asked for, as all views of a system are at once. */
  readonly openApi: object;
}

export interface IntegrationOperationView {
  readonly blueprintPath: string;
  readonly name: FreeText;
  readonly title: FreeText;
  readonly function: string;
  readonly file: string;
  readonly folder: string;
  readonly kitName: string;
  readonly method: string;
  readonly path: FreeText;
  readonly label: FreeText;
  /** `crm.readCustomer`. */
  readonly calls: FreeText;
  /** The most that all attempts and the pauses between them may take. */
  readonly deadlineMs: number;
  readonly isSoap: boolean;
  /** By its method: true if it changes nothing. */
  readonly readsOnly: boolean;
  /** A `RequestTemplate` of the kit, for REST. */
  readonly request: object;
  /** A `SoapMessage` of the kit, for SOAP. */
  readonly message: object;
  readonly sends: FreeText;
  readonly hasSends: boolean;
  readonly maps: FreeText;
  readonly hasMaps: boolean;
  readonly hasExpressions: boolean;
  readonly resilience: object;
  readonly backendName: string;
  readonly body: BodyView;
  readonly sample: SampleView;
  readonly badBodyTest: FreeText;
  /** True where the backend is asked for certain: nothing of the sample is refused before. */
  readonly isSureToCall: boolean;
  readonly refusedTest: FreeText;
  readonly wholeTest: FreeText;
  /** True where the backend is asked for certain and its answer is given as it is. */
  readonly isPassedOn: boolean;
}

/** Returns the view of an integration. */
export function integrationView(model: Model, integration: Integration): IntegrationView {
  const view = packageView(model, integration);
  const backend = view.calls.find(({ name }) => name === integration.reaches.name);
  if (backend === undefined)
    throw new Error(`${integration.path} has no edge to the backend that it reaches`);
  const names = integration.operations.map(({ name }) => name);
  const functions = distinct(names, identifier);
  const files = distinct(names, kebab);
  const { ofIntegration } = operationBodies(model);
  const operations = integration.operations.map((operation, at) => ({
    ...operationView(operation, { integration, body: bodyView(ofIntegration(operation)) }),
    function: functions[at] ?? '',
    file: files[at] ?? '',
    folder: view.folder,
    kitName: view.kitName,
  }));
  const openApi = lazily(() => integrationApi(model, integration));
  return {
    ...view,
    backend,
    isSoap: integration.reaches.protocol === 'soap',
    operations,
    imports: sortImports(operations),
    ...bodiesView(operations),
    hasOperations: operations.length > 0,
    get openApi() {
      return openApi();
    },
  };
}

interface Having {
  readonly integration: Integration;
  readonly body: BodyView;
}

function operationView(operation: IntegrationOperation, { integration: { reaches }, body }: Having) {
  const { method, path } = operation.http;
  const { contract } = reaches;
  const isSoap = reaches.protocol === 'soap';
  const isSureToCall = operation.sends === null && body.isSampleSure;
  return {
    blueprintPath: operation.path,
    name: freeText(operation.name),
    title: freeText(operation.title),
    method,
    path: freeText(path),
    label: freeText(`${method} ${path}`),
    calls: freeText(`${reaches.name}.${operation.calls.id}`),
    deadlineMs: deadlineOf(operation.resilience),
    isSoap,
    readsOnly: method === 'GET' || method === 'HEAD',
    request: isSoap ? {} : requestOf(operation, contract),
    message: isSoap ? messageOf(operation, contract) : {},
    sends: freeText(operation.sends ?? ''),
    hasSends: operation.sends !== null,
    maps: freeText(operation.maps ?? ''),
    hasMaps: operation.maps !== null,
    hasExpressions: operation.sends !== null || operation.maps !== null,
    resilience: resilienceOf(operation.resilience),
    backendName: reaches.name,
    body,
    sample: sampleOf(method, path, body),
    badBodyTest: badBodyTest(method, path),
    isSureToCall,
    isPassedOn: !isSoap && isSureToCall && operation.maps === null,
    wholeTest: freeText(`${method} ${path} answers what ${reaches.name} answers`),
    refusedTest: freeText(`${method} ${path} fails with problem details when ${reaches.name} refuses it`),
  };
}

/** Longest pause between two attempts: see the kit's retries. */
const LONGEST_PAUSE_MS = 1000;
/**
 * What the service does itself besides waiting. Without it the deadline of an operation without retries would cut each attempt
 * a little, and the kit's breaker counts no time-out of an attempt that had less than its whole time.
 */
const OWN_WORK_MS = 250;

function deadlineOf({ timeoutMs, retries }: Resilience): number {
  return timeoutMs * (retries + 1) + LONGEST_PAUSE_MS * retries + OWN_WORK_MS;
}

function resilienceOf({ timeoutMs, retries, breaker }: Resilience): object {
  return { timeoutMs, retries: retries === 0 ? undefined : retries, breaker: breaker ?? undefined };
}

/**
 * The backend's path under the names that the integration has for its parameters: where a name is not known and both
 * have as many, the parameter in the same place is meant. What an expression makes has the backend's own names.
 */
function requestOf(operation: IntegrationOperation, contract: Contract): object {
  const { calls, http } = operation;
  const backendNames = namesInPath(calls.path);
  const byPlace = isByPlace(operation);
  const renamed = calls.path.replace(/\{([^}]+)\}/g, (whole, name: string) => {
    if (!byPlace || http.parameters.includes(name)) return whole;
    return `{${http.parameters[backendNames.indexOf(name)] ?? name}}`;
  });
  return { operation: calls.id, method: calls.method, path: contract.basePath + renamed };
}

function messageOf({ calls }: IntegrationOperation, contract: Contract): object {
  const { soap } = calls;
  if (soap === null || contract.soap === null)
    throw new Error(`${calls.id} is not described as a SOAP operation`);
  const response = calls.responses.find(({ schema }) => schema !== null)?.schema ?? null;
  return {
    operation: calls.id,
    path: calls.path,
    soapAction: soap.soapAction,
    namespace: contract.soap.targetNamespace,
    qualified: contract.soap.qualified,
    requestElement: soap.requestElement,
    responseElement: soap.responseElement,
    request: shapeOf(calls.request, contract),
    response: shapeOf(response, contract),
  };
}

function shapeOf(schema: JsonSchema | null, contract: Contract): object {
  const shape = schema === null ? {} : xmlShape(schema, contract.schemas);
  return typeof shape === 'string' ? {} : shape;
}
