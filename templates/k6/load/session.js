import * as metrics from './metrics.js';
import { acceptRegistration, acceptToken, registrationRequest, tokenRequest } from './sign-in.js';
import { tagValue } from './tags.js';
import { transmit } from './transmit.js';

const changing = ['POST', 'PUT', 'PATCH', 'DELETE'];
const noToken = { status: null, error: 'no token', missing: false, body: '' };

/** What makes the idempotency keys of this virtual user, in this run, different from all others. */
export const nonce = Math.floor(Math.random() * 2 ** 48)
  .toString(16)
  .padStart(12, '0');
let signInRequests = 0;

/** A phone that is in use: it signs in when it has to, sends requests, and counts each as the phone saw it. */
export class Session {
  constructor({ phone, connection, url, startMs, journey, network, missMs }) {
    this.phone = phone;
    this.connection = connection;
    this.url = url;
    this.startMs = startMs;
    this.tags = { journey: tagValue(journey), app: phone.app.name, network: tagValue(network) };
    this.missMs = missMs;
  }

  /** Now, in ms of the scenario. */
  nowMs() {
    return Date.now() - this.startMs;
  }

  /** Sends one request; its latency counts from `intendedMs`, in ms of the scenario. */
  send(request) {
    const answer = this.sendWithToken(request);
    return { ok: answer.error === null, latencyMs: this.count(request, answer), body: answer.body };
  }

  sendWithToken(request) {
    if (request.public || this.phone.app.signIn === null) return this.transmit(request, null);
    const token = this.token();
    if (token === null) return noToken;
    const answer = this.transmit(request, token);
    if (answer.status !== 401) return answer;
    this.phone.token = null;
    const renewed = this.token();
    return renewed === null ? answer : this.transmit(request, renewed);
  }

  transmit({ label, method, path, body, idempotencyKey }, token) {
    const headers = { accept: 'application/json', 'user-agent': this.userAgent() };
    if (token !== null) headers.authorization = `Bearer ${token}`;
    if (body !== null) headers['content-type'] = 'application/json';
    if (changing.includes(method)) headers['idempotency-key'] = idempotencyKey;
    return this.exchange({ label, method, path, headers, body });
  }

  exchange({ label, method, path, headers, body }) {
    const { url, connection, phone } = this;
    // Without a `name`, k6 counts every path with its values as a URL of its own.
    const step = tagValue(label);
    const tags = { ...this.tags, step, name: step };
    return transmit(connection, { method, url, path, headers, body, timeoutMs: phone.app.timeoutMs, tags });
  }

  /** Returns a token that is not about to expire, signing in where there is none; null if that fails. */
  token() {
    const { phone } = this;
    if (phone.token !== null && Date.now() < phone.token.renewAtMs) return phone.token.value;
    const { registerPath, tokenPath } = phone.app.signIn;
    if (phone.client === null) {
      const answer = this.ask(registrationRequest(phone, registerPath));
      if (answer.error !== null || !acceptRegistration(phone, answer.body)) return null;
    }
    const answer = this.ask(tokenRequest(phone.client, tokenPath));
    return answer.error === null ? acceptToken(phone, answer.body) : null;
  }

  ask({ method, path, headers, body }) {
    const intendedMs = this.nowMs();
    signInRequests += 1;
    const answer = this.exchange({
      label: 'sign-in',
      method,
      path,
      headers: {
        accept: 'application/json',
        'user-agent': this.userAgent(),
        'idempotency-key': `${nonce}-s${signInRequests}`,
        ...headers,
      },
      body,
    });
    this.count({ label: 'sign-in', intendedMs }, answer);
    return answer;
  }

  /** A failed request keeps no limit, however quickly it failed: its duration is one that no objective allows. */
  count({ label, intendedMs }, { error, missing }) {
    const latencyMs = Math.max(0, this.nowMs() - intendedMs);
    const ok = error === null;
    const tags = { ...this.tags, step: tagValue(label) };
    metrics.steps.duration.add(ok ? latencyMs : this.missMs, tags);
    metrics.steps.ok.add(ok, tags);
    metrics.steps.count.add(1, tags);
    metrics.steps.partial.add(missing, tags);
    return latencyMs;
  }

  userAgent() {
    const { app, version, platform } = this.phone;
    return `${app.name}/${version} (${platform})`;
  }
}
