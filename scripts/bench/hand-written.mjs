// The floor: the same four tiers on Fastify and undici by hand, with no authentication, limit, trace, retry or deadline.
// As the fleet does, it has one process for the services and one for the backend. Sends its URL to its parent.
import Fastify from 'fastify';
import { Agent, request } from 'undici';

const agent = new Agent({ keepAliveTimeout: 30_000 });
const [role, backendUrl] = process.argv.slice(2);
const listen = (app) => app.listen({ host: '127.0.0.1', port: 0 });

if (role === 'backend') {
  const backend = Fastify();
  backend.get('/customers/:number', async ({ params }) => ({
    number: params.number,
    firstName: 'Ada',
    lastName: 'Lovelace',
    segment: 'gold',
    city: 'London',
  }));
  process.send({ url: await listen(backend) });
} else {
  const integration = Fastify();
  integration.get('/customers/:id', async ({ params }) => {
    const answer = await request(`${backendUrl}/customers/${params.id}`, { dispatcher: agent });
    const customer = await answer.body.json();
    return {
      id: customer.number,
      name: `${customer.firstName} ${customer.lastName}`,
      segment: customer.segment,
    };
  });
  const integrationUrl = await listen(integration);

  const frontend = Fastify();
  frontend.get('/home/:id', async ({ params }) => {
    const answer = await request(`${integrationUrl}/customers/${params.id}`, { dispatcher: agent });
    return { customer: await answer.body.json() };
  });
  const frontendUrl = await listen(frontend);

  const gateway = Fastify();
  gateway.get('/*', async (incoming, reply) => {
    const answer = await request(frontendUrl + incoming.url, { dispatcher: agent });
    reply.code(answer.statusCode).header('content-type', answer.headers['content-type']);
    return reply.send(answer.body);
  });
  process.send({ url: await listen(gateway) });
}
