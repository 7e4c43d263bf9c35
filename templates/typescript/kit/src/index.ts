/** The small shared runtime of every service: plain TypeScript, yours to read and to change. */
export {
  type Admission,
  type Breaker,
  type BreakerOptions,
  type BreakerState,
  createBreaker,
} from './breaker.ts';
export { type BodySchema, createBodyCheck } from './check-body.ts';
export { type Check, createCheck } from './check-value.ts';
export {
  type Answer,
  type CallContext,
  type Caller,
  callerHeaders,
  type Input,
  ok,
  readCaller,
  readIdempotencyKey,
} from './context.ts';
export { type Deadline, deadlineHeader, openDeadline } from './deadline.ts';
export { type Environment, fileText, oneOf, serviceSettings, text, url, wholeNumber } from './environment.ts';
export { type Exchange, type ExchangeRequest, exchange, isSuccess } from './exchange.ts';
export { type Expression, expression } from './expression.ts';
export { bodyFields, type Fields, fieldsOf, isFields, textField, textList } from './fields.ts';
export { gather, missingHeader, type Part } from './gather.ts';
export { LocalNetwork } from './local-network.ts';
export { type LocalSystem, type StartableService, startable, startLocalSystem } from './local-system.ts';
export { countCalls, countRequests, type MadeCall, type Metrics, type ServedRequest } from './metrics.ts';
export { type MetricsExport, startMetricsExport } from './metrics-export.ts';
export {
  BodyProblem,
  badGateway,
  badRequest,
  notFound,
  Problem,
  problemBody,
  problemMediaType,
  timedOut,
} from './problem.ts';
export { type RealSeamsOptions, realSeams, systemClock, systemRandom } from './real-seams.ts';
export {
  type FilledRequest,
  fillByName,
  fillForCaller,
  fillFrom,
  type RequestTemplate,
} from './request-path.ts';
export { runService, type ServiceModule } from './run-service.ts';
export type { FieldError, JsonType, Schema, Schemas } from './schema.ts';
export type { Clock, Outbound, Random, Seams, Storage } from './seams.ts';
export {
  type Address,
  asProblem,
  asService,
  createApp,
  createHttpService,
  type Operation,
  type Service,
  type ServiceConfig,
  type ServiceOptions,
  sendProblem,
} from './server.ts';
export { isClientFault, readSoap, type SoapMessage, writeSoap, type XmlShape, type XmlType } from './soap.ts';
export { exitOnStartError, StartError } from './start-error.ts';
export { openStore, type Store, sqliteStorage } from './storage.ts';
export {
  endSpan,
  failSpan,
  readTraceparent,
  startClientSpan,
  startServerSpan,
  traceHeader,
  traceIdOf,
  traceparent,
} from './telemetry.ts';
export { startTraceExport } from './trace-export.ts';
export { tracedLog } from './traced-log.ts';
export { type RestTranslation, type SoapTranslation, translateRest, translateSoap } from './translate.ts';
export {
  createUpstream,
  expectAdmitted,
  expectSuccess,
  type Resilience,
  readJson,
  type Upstream,
  type UpstreamAnswer,
  type UpstreamRequest,
} from './upstream.ts';
