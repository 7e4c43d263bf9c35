import { nearFix } from '../../diagnostics/edits.ts';
import type { KindId, KindStep } from '../../kinds/kind.ts';
import type { Span } from '../../source/source.ts';
import type { GatewayView, Server } from '../gateway-view.ts';
import type { MobileService, ServiceStep } from '../model.ts';
import { type Resolution, reportAt } from './resolution.ts';

interface ServiceStepAt {
  readonly journey: string;
  readonly path: string;
  readonly span: Span;
  readonly step: KindStep;
  readonly kind: KindId;
  readonly argument: string;
}

/**
 * Returns the step with the mobile service that runs it: the first of its kind that routes of the gateway cover. Null
 * where there is none; that is reported.
 */
export function resolveServiceStep(
  work: Resolution,
  at: ServiceStepAt,
  view: GatewayView,
): ServiceStep | null {
  const { step, argument, span } = at;
  const label = `${step.key}: ${argument}`;
  const server = view.server(at.kind, step);
  if (!server.served) {
    reportUnserved(work, { at, label, server }, view);
    return null;
  }
  const { service, route } = server;
  checkArgument(work, at, service);
  return { type: 'service', label, action: step.key, argument, service, route, span };
}

function reportUnserved(
  work: Resolution,
  of: {
    readonly at: ServiceStepAt;
    readonly label: string;
    readonly server: Server & { readonly served: false };
  },
  view: GatewayView,
): void {
  const { at, label, server } = of;
  const place = { span: at.span, path: `${at.path}.${at.step.key}` };
  const head = `step "${label}" of journey "${at.journey}" needs`;
  if (server.service !== null) {
    // A route that leads nowhere is reported there; that it is missing would repeat it.
    if (server.uncovered.some((path) => view.route(path) === 'broken')) return;
    reportAt(work, place, {
      rule: 'journey-step',
      message: `${head} a route of API gateway "${view.gateway.name}" to "${server.service.name}"`,
      hint: `add a route that covers ${server.uncovered.map((path) => `"${path}"`).join(' and ')}`,
    });
    return;
  }
  // A service whose kind is wrong is reported there.
  if (view.hasUnknownKinds) return;
  reportAt(work, place, {
    rule: 'journey-step',
    message: `${head} a mobile service of the kind ${at.kind}`,
    hint: `add one under "mobileServices", "${at.kind}: { kind: ${at.kind} }", and a route to it`,
  });
}

function checkArgument(work: Resolution, at: ServiceStepAt, service: MobileService): void {
  if (service.settings.kind !== 'sync') return;
  const { collections } = service.settings;
  if (collections.some((collection) => collection.name === at.argument)) return;
  const known = () => collections.map((collection) => collection.name);
  const hint = work.suggest(at.argument, known, 'it has');
  reportAt(
    work,
    { span: at.span, path: `${at.path}.${at.step.key}` },
    {
      rule: 'unknown-reference',
      message: `mobile service "${service.name}" has no collection "${at.argument}"`,
      hint: hint ?? `add it: "collections: { ${at.argument}: {} }"`,
      fix: nearFix(at.span, at.argument, hint),
    },
  );
}
