import * as metrics from './metrics.js';
import { createConnection } from './network.js';
import { collectionOf } from './phone.js';
import { serviceRequest } from './service-requests.js';
import { nonce, Session } from './session.js';
import { wait } from './transmit.js';

/**
 * Runs one planned journey on its phone and counts how it ended. `startMs` is when the scenario began, on the wall clock;
 * `random` decides what the network loses.
 */
export function runJourney(planned, { phone, url, startMs, missMs, random }) {
  const connection = createConnection(planned.network, random);
  const { journey } = planned;
  const network = planned.network.name;
  const session = new Session({ phone, connection, url, startMs, journey, network, missMs });
  const { ok, latencyMs } = new Journey(planned, { phone, connection, session }).run();
  metrics.journeys.duration.add(ok ? latencyMs : missMs, session.tags);
  metrics.journeys.ok.add(ok, session.tags);
  metrics.journeys.count.add(1, session.tags);
}

class Journey {
  constructor(planned, { phone, connection, session }) {
    this.planned = planned;
    this.phone = phone;
    this.connection = connection;
    this.session = session;
    this.queue = [];
    this.results = [];
    this.requests = 0;
  }

  run() {
    let intendedMs = this.planned.atMs;
    for (const step of this.planned.steps) {
      if (step.type === 'think') {
        intendedMs += step.durationMs;
        this.waitUntil(intendedMs);
        continue;
      }
      const goesOn = this.step(step, intendedMs);
      intendedMs = Math.max(intendedMs, this.session.nowMs());
      if (!goesOn) break;
    }
    if (this.queue.length > 0) this.handIn();
    const ok = this.results.every((result) => result.ok);
    return { ok, latencyMs: this.results.reduce((sum, result) => sum + result.latencyMs, 0) };
  }

  /** Without a connection, what only reads is answered from the phone, and anything else waits for the connection. */
  step(step, intendedMs) {
    if (this.isOffline(intendedMs)) {
      const reads = step.type === 'request' && ['GET', 'HEAD'].includes(step.method);
      if (!reads) this.queue.push(step);
      return true;
    }
    if (this.queue.length > 0) this.handIn();
    return this.perform(step, intendedMs);
  }

  isOffline(intendedMs) {
    const { offline } = this.planned;
    if (offline === null) return false;
    // The wall clock counts whole milliseconds, and may still show the one before.
    const nowMs = Math.max(this.session.nowMs(), intendedMs);
    return offline.fromMs <= nowMs && nowMs < offline.toMs;
  }

  /** Waits until an instant of the scenario; what waits for the connection is handed in when the phone is back. */
  waitUntil(untilMs) {
    if (this.queue.length > 0 && this.planned.offline.toMs <= untilMs) this.handIn();
    wait(untilMs - this.session.nowMs());
  }

  /** Sends what waited, in the order in which it was done. */
  handIn() {
    const backMs = this.planned.offline.toMs;
    wait(backMs - this.session.nowMs());
    for (const step of this.queue.splice(0)) {
      this.connection.close();
      this.perform(step, backMs);
    }
  }

  /** Returns whether the user can go on. */
  perform(step, intendedMs) {
    if (step.type === 'service') return this.performService(step, intendedMs);
    const answer = this.send({ ...step, intendedMs });
    this.results.push(answer);
    return answer.ok;
  }

  /** A mobile service's client works in the background: a failure of it is counted, and the user goes on. */
  performService({ step, changedItem }, intendedMs) {
    if (changedItem !== null) {
      const change = `${nonce}-${this.planned.index}-${changedItem}`;
      collectionOf(this.phone, step.argument).pending.set(changedItem, change);
    }
    let fromMs = intendedMs;
    for (const call of step.calls) {
      const request = serviceRequest(this.phone, step, call);
      if (request === null) continue;
      const { method, path } = request;
      const body = request.body === undefined ? null : JSON.stringify(request.body);
      const answer = this.send({
        label: step.label,
        method,
        path,
        body,
        public: step.public,
        intendedMs: fromMs,
      });
      this.results.push(answer);
      if (!answer.ok) return true;
      if (!request.accept(answer.body)) return false;
      fromMs = this.session.nowMs();
    }
    return true;
  }

  send(request) {
    this.requests += 1;
    return this.session.send({
      ...request,
      idempotencyKey: `${nonce}-${this.planned.index}-${this.requests}`,
    });
  }
}
