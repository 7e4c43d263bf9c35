import { DEFAULTS } from '../blueprint/defaults.ts';
import { textAt } from '../blueprint/fields.ts';
import { parseDuration } from '../blueprint/quantities.ts';
import { UserError } from '../diagnostics/user-error.ts';
import type { MapNode } from '../source/parsed-document.ts';
import type { Source } from '../source/source.ts';
import { contractAdditions, screenAdditions, takesJourneys } from './add-to-blueprint.ts';
import { type BlueprintGround, groundOf, NEW_GROUND } from './blueprint-ground.ts';
import { type FitOptions, fitContract, type ReadContract } from './fit-contract.ts';
import type { ImportedContract } from './imported-contract.ts';
import { insertEntries, mapAtPath } from './insert-entries.ts';
import { writeNewBlueprint } from './new-blueprint.ts';
import { planScreens, type ScreenPlan } from './plan-screens.ts';
import { usualDeadline } from './screen-entries.ts';

/** What an import makes of a blueprint. */
export interface PlannedImport {
  /** The blueprint as it will be. */
  readonly text: string;
  readonly imported: readonly ImportedContract[];
  /** Contracts that have to be copied, paths in the blueprint's folder. */
  readonly files: readonly { readonly path: string; readonly content: string }[];
  /** Screens that no journey leads to, because the shares of the journeys are all given; the app's name, or null. */
  readonly fullApp: string | null;
}

/** A blueprint that is there, as text and as tree. */
export interface Written {
  readonly source: Source;
  readonly root: MapNode;
}

export interface ImportOptions extends FitOptions {
  /** Whether screens, routes and journeys are wanted for what is imported. A new blueprint always has them. */
  readonly screens: boolean;
}

/**
 * Returns what importing contracts makes of a blueprint; null: there is none yet. The text is the same where there is nothing
 * to add. Throws a UserError as `fitContract` and `insertEntries` do, and `usage` where screens find no gateway or app.
 */
export function planImport(
  contracts: readonly ReadContract[],
  blueprint: Written | null,
  options: ImportOptions,
): PlannedImport {
  let ground = blueprint === null ? NEW_GROUND : groundOf(blueprint.root);
  const imported: ImportedContract[] = [];
  for (const contract of contracts) {
    const fitted = fitContract(contract, ground, options);
    imported.push(fitted);
    ground = withImported(ground, fitted);
  }
  const files = imported.flatMap(({ file, contract }) =>
    options.textOf(file) === null ? [{ path: file, content: contract.text }] : [],
  );
  return {
    imported,
    files,
    ...(blueprint === null ? started(imported) : added(blueprint, imported, options)),
  };
}

function started(imported: readonly ImportedContract[]) {
  const name = imported[0]?.backend ?? 'imported';
  const plans = screensFor(imported, NEW_GROUND);
  return { text: writeNewBlueprint({ name, imported, plans }), fullApp: null };
}

function added({ source, root }: Written, imported: readonly ImportedContract[], { screens }: ImportOptions) {
  const additions = contractAdditions(imported);
  if (!screens) return { text: insertEntries(source, root, additions), fullApp: null };
  const ground = groundOf(root);
  const [gateway] = ground.gateways;
  const [app] = ground.apps;
  if (gateway === undefined || app === undefined)
    throw new UserError(
      'usage',
      'the blueprint has no gateway or no app to add screens to',
      'leave --screens out',
    );
  const plans = screensFor(imported, ground).filter((plan) => plan.screens.length > 0);
  const deadline = deadlineBelow(root, gateway);
  const all = [...screenAdditions(root, plans, { gateway, app, deadline }), ...additions];
  const fullApp = plans.length > 0 && !takesJourneys(root, app) ? app : null;
  return { text: insertEntries(source, root, all), fullApp };
}

/** The usual one; less where the gateway would give up first. */
function deadlineBelow(root: MapNode, gateway: string): string {
  const node = mapAtPath(root, ['gateway', gateway]);
  const text = (node && textAt(node, 'deadline')) ?? DEFAULTS.gateway.deadline;
  const gatewayMs = parseDuration(text) ?? Number.POSITIVE_INFINITY;
  const usualMs = parseDuration(usualDeadline) ?? 0;
  return gatewayMs > usualMs ? usualDeadline : `${Math.max(1, Math.floor(gatewayMs * 0.8))}ms`;
}

function screensFor(imported: readonly ImportedContract[], ground: BlueprintGround): readonly ScreenPlan[] {
  let { routes, journeys } = ground;
  return imported.map((one) => {
    const plan = planScreens(one, { routes, journeys });
    routes = [...routes, ...plan.routes];
    journeys = [...journeys, ...plan.journeys.map(({ name }) => name)];
    return plan;
  });
}

/** So that the next contract takes neither the names nor the backend system of this one. */
function withImported(ground: BlueprintGround, one: ImportedContract): BlueprintGround {
  const names = [one.backend, one.integration, `${one.backend}-screens`];
  return { ...ground, elements: new Set([...ground.elements, ...names]) };
}
