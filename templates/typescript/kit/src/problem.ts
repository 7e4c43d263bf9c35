import { STATUS_CODES } from 'node:http';
import type { FieldError } from './schema.ts';

/** An error with an answer of its own: problem details (RFC 9457). Anything else that is thrown is answered with a 500. */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What is wrong with the request, place by place; an extension member of its answer. */
  readonly errors: readonly FieldError[] = [];

  constructor(status: number, title: string, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.title = title;
    this.headers = headers;
  }
}

export const problemMediaType = 'application/problem+json';

/** A body is not what the operation takes: 400, with each of its mistakes. */
export class BodyProblem extends Problem {
  override readonly errors: readonly FieldError[];

  constructor(detail: string, errors: readonly FieldError[]) {
    super(400, 'Bad Request', detail);
    this.errors = errors;
  }
}

/** Returns the body of a problem's answer, with the trace of the request as an extension member, where there is one. */
export function problemBody(problem: Problem, traceId?: string): string {
  const { title, status, message: detail, errors } = problem;
  return JSON.stringify({
    type: 'about:blank',
    title,
    status,
    detail,
    errors: errors.length === 0 ? undefined : errors,
    traceId,
  });
}

/** Returns the problem of a 4xx status, under the name that HTTP gives it; an unknown one counts as 400 (RFC 9110, 15). */
export function clientError(
  status: number,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Problem {
  return new Problem(status, STATUS_CODES[status] ?? 'Bad Request', detail, headers);
}

/** The other side did not answer in time, or the request's deadline has passed: 504. */
export function timedOut(what: string): Problem {
  return new Problem(504, 'Gateway Timeout', `${what} did not answer in time`);
}

/** The other side failed or could not be reached: 502. */
export function badGateway(what: string, reason: string): Problem {
  return new Problem(502, 'Bad Gateway', `${what} ${reason}`);
}

/** What was asked for does not exist: 404. */
export function notFound(what: string): Problem {
  return new Problem(404, 'Not Found', `${what} does not exist`);
}

/** The request is not what the operation takes: 400. */
export function badRequest(detail: string): Problem {
  return new Problem(400, 'Bad Request', detail);
}
