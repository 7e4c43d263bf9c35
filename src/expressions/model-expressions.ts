import { rememberedFor } from '../model/memo.ts';
import type {
  Backend,
  Frontend,
  FrontendOperation,
  Gather,
  Integration,
  IntegrationOperation,
  Model,
} from '../model/model.ts';
import type { Span } from '../source/source.ts';
import { type CallInput, contractInput, integrationInput, serviceInput } from './call-input.ts';
import { compareInput, type InputGaps } from './compare-input.ts';
import { type ContractShapes, createContractShapes } from './contract-shapes.ts';
import { type Inference, infer } from './infer.ts';
import { frontendInput, requestInput } from './operation-input.ts';
import { expressionReaderOf, type ReadExpression, type Reading } from './read-expression.ts';
import { ANY, type Shape } from './shape.ts';
import { factsOf, type TreeFacts } from './tree-facts.ts';

/** An expression of a blueprint with all that is known about it without evaluating it. */
export interface ModelExpression {
  readonly role: 'maps' | 'sends';
  /** What it belongs to: `"crm-integration.getCustomer"`, `part "order" of "checkout.placeOrder"`. */
  readonly owner: string;
  readonly text: string;
  readonly span: Span;
  /** `integrations.crm-integration.operations.getCustomer.maps`. */
  readonly path: string;
  readonly reading: Reading;
  /** Null where there is no tree. */
  readonly facts: TreeFacts | null;
  /** Null where there is no tree. */
  readonly inference: Inference | null;
  /** What its result has to be; null for a `maps`: whoever calls takes what comes. */
  readonly goesTo: CallInput | null;
  /** Where the two do not fit. */
  readonly gaps: InputGaps;
}

interface Study {
  readonly model: Model;
  readonly read: ReadExpression;
  readonly shapes: ContractShapes;
  /** What operations of integrations answer. */
  readonly answers: Map<IntegrationOperation, Shape>;
  /** What they take. */
  readonly inputs: Map<IntegrationOperation, CallInput>;
}

/** Returns every expression of a model, those of integrations first, each group in the order of the blueprint. A model is studied once. */
export const expressionsOf: (model: Model) => readonly ModelExpression[] = rememberedFor(study);

function study(model: Model): readonly ModelExpression[] {
  const work: Study = {
    model,
    read: expressionReaderOf(model),
    shapes: createContractShapes(),
    answers: new Map(),
    inputs: new Map(),
  };
  return [
    ...model.integrations.flatMap((integration) =>
      integration.operations.flatMap((operation) => studyIntegration(work, integration, operation)),
    ),
    ...model.frontends.flatMap((frontend) =>
      frontend.operations.flatMap((operation) =>
        operation.gathers.flatMap((gather) => studyGather(work, { frontend, operation, gather })),
      ),
    ),
  ];
}

interface Written {
  readonly role: ModelExpression['role'];
  readonly owner: string;
  readonly text: string;
  readonly span: Span;
  readonly path: string;
}

function studyIntegration(
  work: Study,
  { name, reaches }: Integration,
  operation: IntegrationOperation,
): readonly ModelExpression[] {
  const owner = `"${name}.${operation.name}"`;
  const at = (role: ModelExpression['role']) => ({
    role,
    owner,
    span: operation.written.get(role) ?? operation.span,
    path: `${operation.path}.${role}`,
  });
  const { sends, maps, calls } = operation;
  const answer = answerOf(work, reaches, operation);
  const mapped =
    maps === null ? null : studyOne(work, { ...at('maps'), text: maps }, { input: answer, goesTo: null });
  const result = maps === null ? answer : (mapped?.inference?.shape ?? ANY);
  work.answers.set(operation, labelled(result, `the answer of ${owner}`));
  const sent =
    sends === null
      ? null
      : studyOne(
          work,
          { ...at('sends'), text: sends },
          { input: requestInput(operation), goesTo: contractInput(work.shapes, reaches, calls) },
        );
  return [sent, mapped].flatMap((one) => one ?? []);
}

function answerOf(work: Study, { name, contract }: Backend, { calls }: IntegrationOperation): Shape {
  return labelled(work.shapes.answer(contract, calls), `the answer of "${name}.${calls.id}"`);
}

function studyGather(
  work: Study,
  of: { readonly frontend: Frontend; readonly operation: FrontendOperation; readonly gather: Gather },
): readonly ModelExpression[] {
  const { frontend, operation, gather } = of;
  const { sends, part } = gather;
  if (sends === null) return [];
  const written: Written = {
    role: 'sends',
    owner: `part "${part}" of "${frontend.name}.${operation.name}"`,
    text: sends,
    span: gather.written.get('sends') ?? gather.span,
    path: `${operation.path}.gathers.${part}.sends`,
  };
  const input = frontendInput(work.model, of, (called) => work.answers.get(called) ?? ANY);
  return [studyOne(work, written, { input, goesTo: inputOf(work, gather) })];
}

/** What an integration takes is found out once for all that call it. */
function inputOf(work: Study, { from }: Gather): CallInput {
  if (from.type === 'mobileService') return serviceInput(from);
  const known = work.inputs.get(from.operation);
  if (known !== undefined) return known;
  const { sends } = from.operation;
  const reading = sends === null ? null : work.read(sends);
  const input = integrationInput(work.shapes, from, reading?.type === 'tree' ? reading.tree : null);
  work.inputs.set(from.operation, input);
  return input;
}

function studyOne(
  work: Study,
  written: Written,
  { input, goesTo }: { readonly input: Shape; readonly goesTo: CallInput | null },
): ModelExpression {
  const reading = work.read(written.text);
  if (reading.type !== 'tree')
    return { ...written, reading, facts: null, inference: null, goesTo, gaps: NO_GAPS };
  const { tree } = reading;
  const facts = factsOf(tree, written.text);
  const inference = infer(tree, facts, input);
  const gaps = goesTo === null ? NO_GAPS : compareInput(inference.shape, goesTo);
  return { ...written, reading, facts, inference, goesTo, gaps };
}

const NO_GAPS: InputGaps = { unknown: [], missing: [], incomplete: [] };

/** Says what something is; of a choice, each. */
function labelled(shape: Shape, label: string): Shape {
  if (shape.type === 'object') return { ...shape, label };
  if (shape.type !== 'choice') return shape;
  return { ...shape, of: shape.of.map((one) => (one.type === 'object' ? { ...one, label } : one)) };
}
