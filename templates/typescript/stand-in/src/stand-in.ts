import {
  type Answer,
  createHttpService,
  type Input,
  type Operation,
  Problem,
  type Seams,
  type Service,
  type ServiceConfig,
} from '@lintel/kit';
import { type Behaviour, createLoad } from './behaviour.ts';
import { providerRefusals } from './provider-refusals.ts';
import { createRestHandler } from './rest-stand-in.ts';
import { createSoapHandler, fault } from './soap-stand-in.ts';
import type { StandInContract, StandInOperation } from './stand-in-contract.ts';

export interface StandInOptions {
  readonly contract: StandInContract;
  readonly behaves: Behaviour;
  /** Decides what is answered, not how fast; 1 if absent. */
  readonly seed?: number;
}

/** A backend is not told how long its callers wait. */
const DEADLINE_MS = 60_000;
const METHODS: ReadonlySet<string> = new Set(['GET', 'PUT', 'POST', 'PATCH', 'DELETE']);

/**
 * Returns a service that stands in for the system with this contract: it answers what the contract says, as slowly and as
 * unreliably as that system. For development, tests and simulation; it keeps everything in memory.
 */
export function createStandIn(config: ServiceConfig, seams: Seams, options: StandInOptions): Service {
  return options.contract.protocol === 'soap'
    ? createSoapService(config, seams, options)
    : createRestService(config, seams, options);
}

function createRestService(config: ServiceConfig, seams: Seams, options: StandInOptions): Service {
  const { contract, behaves, seed = 1 } = options;
  const load = createLoad(behaves, seams);
  const answer = createRestHandler(contract, seed);
  const refusals = providerRefusals(contract);
  async function serve(operation: StandInOperation, input: Input): Promise<Answer> {
    const outcome = await load.pass();
    if (outcome === 'refused') throw overloaded(config.name);
    if (outcome === 'failed') throw new Problem(500, 'Internal Server Error', `${config.name} failed`);
    return refusals?.goneDevice(input, seams.clock.now()) ?? answer(operation, input);
  }
  const operations = routable(contract).map(
    (operation): Operation => ({
      name: operation.id,
      method: operation.method,
      path: routePath(contract.basePath + operation.path),
      deadlineMs: DEADLINE_MS,
      async handle(input: Input): Promise<Answer> {
        try {
          return await serve(operation, input);
        } catch (error) {
          if (refusals !== null && error instanceof Problem) return refusals.refusal(error);
          throw error;
        }
      },
    }),
  );
  return createHttpService(config, seams, operations);
}

/** All operations of a SOAP port are one URL. */
function createSoapService(config: ServiceConfig, seams: Seams, options: StandInOptions): Service {
  const { contract, behaves, seed = 1 } = options;
  const load = createLoad(behaves, seams);
  const answer = createSoapHandler(contract, seed);
  const port: Operation = {
    name: contract.title,
    method: 'POST',
    path: routePath(contract.soap?.path ?? '/'),
    deadlineMs: DEADLINE_MS,
    async handle(input: Input): Promise<Answer> {
      const outcome = await load.pass();
      if (outcome === 'refused') throw overloaded(config.name);
      if (outcome === 'failed') return fault('Server', `${config.name} failed`);
      return answer(input.body);
    },
  };
  return createHttpService(config, seams, [port], { textType: 'text/xml' });
}

function overloaded(name: string): Problem {
  return new Problem(503, 'Service Unavailable', `${name} has more requests than it can answer`, {
    'retry-after': '1',
  });
}

/** Paths that differ in nothing but the names of their parameters are one route, which the first of them has. */
function routable(contract: StandInContract): readonly StandInOperation[] {
  const taken = new Set<string>();
  return contract.operations.filter((operation) => {
    const route = `${operation.method} ${routePath(operation.path).replaceAll(/\{[^}]*\}/g, '{}')}`;
    if (!METHODS.has(operation.method) || taken.has(route)) return false;
    taken.add(route);
    return true;
  });
}

/** A path of a contract may have a query or a fragment behind it, which no route has. */
function routePath(path: string): string {
  return path.split(/[?#]/, 1)[0] || '/';
}
