import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { orderDiagnostics } from '../diagnostics/diagnostic.ts';
import type { Model } from '../model/model.ts';
import { backendOverload } from './backend-overload.ts';
import { blockedVersion } from './blocked-version.ts';
import { breakerWindow } from './breaker-window.ts';
import { catchAllRoute } from './catch-all-route.ts';
import { deadlineNesting } from './deadline-nesting.ts';
import { defaultTimeout } from './default-timeout.ts';
import { earlyNotice } from './early-notice.ts';
import { exposedOperation } from './exposed-operation.ts';
import { fatalPart } from './fatal-part.ts';
import { formerName } from './former-name.ts';
import { idleJourney } from './idle-journey.ts';
import { idleSetting } from './idle-setting.ts';
import { ignoredInput } from './ignored-input.ts';
import { incompleteBody } from './incomplete-body.ts';
import { invalidExpression } from './invalid-expression.ts';
import { longTokenLifetime } from './long-token-lifetime.ts';
import { lostState } from './lost-state.ts';
import { misleadingName } from './misleading-name.ts';
import { missingBody } from './missing-body.ts';
import { missingInput } from './missing-input.ts';
import { noBreaker } from './no-breaker.ts';
import { noCollection } from './no-collection.ts';
import { noObjective } from './no-objective.ts';
import { noOwner } from './no-owner.ts';
import { noRateLimit } from './no-rate-limit.ts';
import { noScenario } from './no-scenario.ts';
import { objectiveOrder } from './objective-order.ts';
import { offlineWithoutSync } from './offline-without-sync.ts';
import { operationName } from './operation-name.ts';
import { partialWrite } from './partial-write.ts';
import { pathStyle } from './path-style.ts';
import { planRate } from './plan-rate.ts';
import { predictedLatency } from './predicted-latency.ts';
import { predictedSuccess } from './predicted-success.ts';
import { publicRoute } from './public-route.ts';
import { pushWithoutSubscriber } from './push-without-subscriber.ts';
import { refusedBody } from './refused-body.ts';
import { retryBudget } from './retry-budget.ts';
import type { Rule } from './rule.ts';
import { runawayExpression } from './runaway-expression.ts';
import { shadowedRoute } from './shadowed-route.ts';
import { sharedBackend } from './shared-backend.ts';
import { sharedCache } from './shared-cache.ts';
import { shortTombstones } from './short-tombstones.ts';
import { storageFills } from './storage-fills.ts';
import { tooFewSamples } from './too-few-samples.ts';
import { unauthenticatedGateway } from './unauthenticated-gateway.ts';
import { undefinedPlaceholder } from './undefined-placeholder.ts';
import { unexercisedEdge } from './unexercised-edge.ts';
import { unknownField } from './unknown-field.ts';
import { unloadedObjective } from './unloaded-objective.ts';
import { unsafeGet } from './unsafe-get.ts';
import { unsafeRetry } from './unsafe-retry.ts';
import { untestedResilience } from './untested-resilience.ts';
import { unusedData } from './unused-data.ts';
import { unusedElement } from './unused-element.ts';
import { unusedOperation } from './unused-operation.ts';
import { unwatchedJourney } from './unwatched-journey.ts';
import { wideFanOut } from './wide-fan-out.ts';

/** Every rule, sorted by id. */
export const RULES: readonly Rule[] = [
  backendOverload,
  blockedVersion,
  breakerWindow,
  catchAllRoute,
  deadlineNesting,
  defaultTimeout,
  earlyNotice,
  exposedOperation,
  fatalPart,
  formerName,
  idleJourney,
  idleSetting,
  ignoredInput,
  incompleteBody,
  invalidExpression,
  longTokenLifetime,
  lostState,
  misleadingName,
  missingBody,
  missingInput,
  noBreaker,
  noCollection,
  noObjective,
  noOwner,
  noRateLimit,
  noScenario,
  objectiveOrder,
  offlineWithoutSync,
  operationName,
  partialWrite,
  pathStyle,
  planRate,
  predictedLatency,
  predictedSuccess,
  publicRoute,
  pushWithoutSubscriber,
  refusedBody,
  retryBudget,
  runawayExpression,
  shadowedRoute,
  sharedBackend,
  sharedCache,
  shortTombstones,
  storageFills,
  tooFewSamples,
  unauthenticatedGateway,
  undefinedPlaceholder,
  unexercisedEdge,
  unknownField,
  unloadedObjective,
  unsafeGet,
  unsafeRetry,
  untestedResilience,
  unusedData,
  unusedElement,
  unusedOperation,
  unwatchedJourney,
  wideFanOut,
];

/** Returns all rules of whoever has some of their own. */
export function withCustom(custom: readonly Rule[] = []): readonly Rule[] {
  return [...RULES, ...custom];
}

/** Returns what the rules find in a model, in order. */
export function checkRules(model: Model, rules: readonly Rule[] = RULES): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const { id, severity, check } of rules) {
    check(model, (finding) => found.push({ rule: id, severity, ...finding }));
  }
  return orderDiagnostics(found);
}
