import type { Pattern } from './pattern.ts';

/** The mobile integration pattern: phones, a gateway, frontend and integration microservices, mobile services, backends. */
export const mobileIntegration: Pattern = {
  id: 'mobile-integration/v1',
  title: 'Mobile integration',
  tiers: [
    { key: 'devices', title: 'Mobile devices', noun: 'mobile application', inBlueprint: true },
    { key: 'gateway', title: 'API management', noun: 'API gateway', inBlueprint: true },
    { key: 'frontends', title: 'Frontend microservices', noun: 'frontend microservice', inBlueprint: true },
    {
      key: 'integrations',
      title: 'Integration microservices',
      noun: 'integration microservice',
      inBlueprint: true,
    },
    { key: 'mobileServices', title: 'Mobile services', noun: 'mobile service', inBlueprint: true },
    { key: 'backends', title: 'Backend systems', noun: 'backend system', inBlueprint: true },
    { key: 'providers', title: 'Push providers', noun: 'push provider', inBlueprint: false },
  ],
  edges: [
    {
      from: 'devices',
      to: 'gateway',
      because: 'the gateway is the one way in: it authenticates, limits and hides the landscape',
    },
    {
      from: 'gateway',
      to: 'frontends',
      because: 'the gateway hands a request to the frontend microservice that makes the answer for a screen',
    },
    {
      from: 'gateway',
      to: 'mobileServices',
      because: 'mobile services are reached by devices through the gateway',
    },
    {
      from: 'frontends',
      to: 'integrations',
      because: 'a frontend gathers from integration microservices, which know the backend systems',
    },
    {
      from: 'frontends',
      to: 'mobileServices',
      because: 'a frontend may use a mobile service, to send a push message for one',
    },
    {
      from: 'integrations',
      to: 'backends',
      because:
        'an integration microservice must stand before a backend system: it translates protocol and data',
    },
    {
      from: 'mobileServices',
      to: 'providers',
      because: 'only a push service hands messages to the push providers',
    },
  ],
};
