import { type Answer, type CallContext, type Input, ok } from './context.ts';
import type { Expression } from './expression.ts';
import { fillByName, fillFrom, type RequestTemplate } from './request-path.ts';
import { isClientFault, readSoap, type SoapMessage, writeSoap } from './soap.ts';
import { expectAdmitted, expectSuccess, type Resilience, readJson, type Upstream } from './upstream.ts';

interface Translation {
  readonly backend: Upstream;
  readonly resilience: Resilience;
  /** Makes the backend's input of `{ params, query, body }`; without it, fields are handed on by name. */
  readonly sends?: Expression;
  /** Makes the answer of what the backend answered; without it, that is the answer. */
  readonly maps?: Expression;
}

export interface RestTranslation extends Translation {
  readonly request: RequestTemplate;
}

export interface SoapTranslation extends Translation {
  readonly message: SoapMessage;
  /** True if it changes nothing: then its request, a POST as all of SOAP's, may be sent twice. */
  readonly readsOnly?: boolean;
}

/** Calls a REST backend and answers in this service's terms. */
export async function translateRest(
  input: Input,
  context: CallContext,
  to: RestTranslation,
): Promise<Answer> {
  const { backend, resilience } = to;
  const filled =
    to.sends === undefined
      ? fillByName(to.request, input, context)
      : fillFrom(to.request, await to.sends(input));
  const answer = await backend.call(context, { ...filled, resilience });
  const read = readJson(backend.name, expectSuccess(backend.name, expectAdmitted(backend.name, answer)));
  return ok(await mapped(read, to.maps));
}

/** Calls a SOAP 1.1 backend (document/literal) and answers in this service's terms. */
export async function translateSoap(
  input: Input,
  context: CallContext,
  to: SoapTranslation,
): Promise<Answer> {
  const { backend, resilience, message } = to;
  const body = typeof input.body === 'object' ? input.body : {};
  const sent = to.sends === undefined ? { ...input.query, ...body, ...input.params } : await to.sends(input);
  const answer = await backend.call(context, {
    operation: message.operation,
    method: 'POST',
    path: message.path,
    headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${message.soapAction}"` },
    body: writeSoap(message, sent),
    resilience,
    // No key makes a write repeatable here: an envelope carries none, so the backend would take the second for another one.
    repeatable: to.readsOnly === true,
    blamesRequest: isClientFault,
  });
  const read = readSoap(message, backend.name, expectAdmitted(backend.name, answer));
  return ok(await mapped(read, to.maps));
}

async function mapped(value: unknown, maps: Expression | undefined): Promise<unknown> {
  return maps === undefined ? value : ((await maps(value)) ?? null);
}
