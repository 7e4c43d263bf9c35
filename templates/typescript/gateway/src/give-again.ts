import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FoundAnswer } from './answer-cache.ts';
import { namesTag } from './entity-tag.ts';

/**
 * Answers from the cache: as the service did, or with a 304 where the client says that it has this answer. Returns the status. It
 * goes past Fastify, which would say what a content is where the service did not.
 */
export function giveAgain(
  { answer, ageSeconds }: FoundAnswer,
  request: FastifyRequest,
  reply: FastifyReply,
): number {
  const { headers, body } = answer;
  const age = String(ageSeconds);
  reply.hijack();
  if (namesTag(request.headers['if-none-match'], headers['etag'])) {
    reply.raw.writeHead(304, { ...withoutContent(headers), age }).end();
    return 304;
  }
  reply.raw.writeHead(answer.status, { ...headers, age, 'content-length': String(body.length) }).end(body);
  return answer.status;
}

/** Returns the headers of an answer without a content (RFC 9110, 15.4.5): those that describe one are left out. */
function withoutContent(headers: FoundAnswer['answer']['headers']): FoundAnswer['answer']['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^content-(?!location$)/.test(name)));
}
