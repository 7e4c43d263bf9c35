import { sleep } from 'k6';
import http from 'k6/http';

/** Waits, where there is anything to wait for. */
export function wait(delayMs) {
  if (delayMs > 0) sleep(delayMs / 1000);
}

const timedOut = { status: null, error: 'timeout', missing: false, body: '' };

/**
 * Sends one request over a phone's network and reads the answer. The time of the network is slept before and after, so that
 * what reaches the gateway reaches it when a phone's request would; all of it counts against the time that the phone waits.
 * `error` is null for a status below 400.
 */
export function transmit(connection, { method, url, path, headers, body, timeoutMs, tags }) {
  const deadlineMs = Date.now() + timeoutMs;
  const outMs = connection.outboundMs(requestBytes({ method, path, headers, body }));
  wait(Math.min(outMs, timeoutMs));
  if (outMs >= timeoutMs) return timedOut;
  const leftMs = Math.max(1, deadlineMs - Date.now());
  const answer = http.request(method, url + path, body, {
    headers,
    tags,
    timeout: `${Math.ceil(leftMs)}ms`,
    redirects: 0,
  });
  if (answer.status === 0)
    return { ...timedOut, error: answer.error_code === 1050 ? 'timeout' : answer.error };
  const inMs = connection.inboundMs(answerBytes(answer));
  const late = inMs > deadlineMs - Date.now();
  wait(Math.min(inMs, deadlineMs - Date.now()));
  return late ? timedOut : outcomeOf(answer);
}

function outcomeOf({ status, headers, body }) {
  const error = status < 400 ? null : `status ${status}`;
  return { status, error, missing: headers['X-Missing'] !== undefined, body: body ?? '' };
}

/** Bytes of HTTP/1.1 framing around a header: colon, space, CR and LF. */
const headerFraming = 4;

function requestBytes({ method, path, headers, body }) {
  const head = `${method} ${path} HTTP/1.1\r\n\r\n`.length;
  return head + headerBytes(headers) + (body === null ? 0 : body.length);
}

function answerBytes({ headers, body }) {
  const bodyBytes = Number(headers['Content-Length'] ?? body?.length ?? 0);
  return 'HTTP/1.1 200 OK\r\n\r\n'.length + headerBytes(headers) + bodyBytes;
}

function headerBytes(headers) {
  return Object.entries(headers).reduce(
    (sum, [name, value]) => sum + name.length + `${value}`.length + headerFraming,
    0,
  );
}
