import type { RuleInfo } from '../stage-rules.ts';

/** What is found when names are looked up: references, names, the pattern's edges, contracts, the way to a token. */
export const REFERENCE_RULES = [
  {
    id: 'cycle',
    group: 'references',
    severity: 'error',
    summary: 'Elements call each other in a circle, or parts of an answer wait for each other.',
    why: 'Traffic in a pattern flows from the devices down to the backends; in a circle nothing can answer.',
    example: {
      bad: `
frontends:
  storefront:
    operations:
      getHome:
        gathers:
          customer: { from: crm-integration.getCustomer, after: offers }
          offers: { from: catalog-integration.listOffers, after: customer }
`,
      good: `
frontends:
  storefront:
    operations:
      getHome:
        gathers:
          customer: { from: crm-integration.getCustomer }
          offers: { from: catalog-integration.listOffers, after: customer }
`,
    },
  },
  {
    id: 'duplicate-operation',
    group: 'references',
    severity: 'error',
    summary: 'Two operations of a service answer the same method and path.',
    why: 'A request could go to either.',
    example: {
      bad: `
frontends:
  storefront:
    operations:
      getOffer:
        http: GET /products/{offer}
        gathers:
          offers: { from: catalog-integration.listOffers }
`,
      good: `
frontends:
  storefront:
    operations:
      getOffer:
        http: GET /products/offers/{offer}
        gathers:
          offers: { from: catalog-integration.listOffers }
`,
    },
  },
  {
    id: 'route',
    group: 'references',
    severity: 'error',
    summary: 'A route of the gateway is ambiguous or reaches no operation.',
    why: 'Requests on such a route can only fail.',
    example: {
      bad: `
gateway:
  mobile-api:
    routes:
      /vouchers/**: { to: checkout }
`,
      good: `
gateway:
  mobile-api:
    routes:
      /vouchers/**: { to: checkout }
frontends:
  checkout:
    operations:
      listVouchers:
        http: GET /vouchers
        gathers:
          offers: { from: catalog-integration.listOffers }
`,
    },
  },
  {
    id: 'unknown-reference',
    group: 'references',
    severity: 'error',
    summary: 'A reference names nothing.',
    why: 'References are by name; a name that is not declared is most often a typo.',
    example: {
      bad: `
gateway:
  mobile-api:
    routes:
      /orders/**: { to: chekout }
`,
      good: `
gateway:
  mobile-api:
    routes:
      /orders/**: { to: checkout }
`,
    },
  },
  {
    id: 'pattern-edge',
    group: 'pattern',
    severity: 'error',
    summary: 'An element talks to one that the pattern does not let it talk to.',
    why: 'The tiers hide the landscape and translate; an edge that skips a tier undoes that.',
    example: {
      bad: `
frontends:
  storefront:
    operations:
      getHome:
        gathers:
          customer: { from: crm.readCustomer }
`,
      good: `
frontends:
  storefront:
    operations:
      getHome:
        gathers:
          customer: { from: crm-integration.getCustomer }
`,
    },
  },
  {
    id: 'duplicate-name',
    group: 'naming',
    severity: 'error',
    summary: 'Two elements have the same name.',
    why: 'References, host names and generated folders go by name alone.',
    example: {
      bad: `
integrations:
  crm:
    reaches: crm
    operations:
      getCard: { http: 'GET /cards/{id}', calls: crm.readCustomer }
`,
      good: `
integrations:
  card-integration:
    reaches: crm
    operations:
      getCard: { http: 'GET /cards/{id}', calls: crm.readCustomer }
`,
    },
  },
  {
    id: 'name',
    group: 'naming',
    severity: 'error',
    summary: 'A name is reserved, or too long for what is derived from it.',
    why: 'Names become host names, properties and file names.',
    example: {
      bad: `
frontends:
  storefront:
    operations:
      listProducts:
        gathers:
          missing: { from: catalog-integration.listOffers, optional: true }
`,
      good: `
frontends:
  storefront:
    operations:
      listProducts:
        gathers:
          offers: { from: catalog-integration.listOffers, optional: true }
`,
    },
  },
  {
    id: 'sign-in',
    group: 'security',
    severity: 'error',
    summary: 'Phones cannot get the token that the gateway asks for.',
    why: 'Registering and fetching a token go through the gateway too, and come before there is a token.',
    example: {
      bad: `
gateway:
  mobile-api:
    authenticates: identity
    routes:
      /auth/**: { to: identity, public: false }
`,
      good: `
gateway:
  mobile-api:
    authenticates: identity
    routes:
      /auth/**: { to: identity, public: true }
`,
    },
  },
  {
    id: 'contract',
    group: 'contracts',
    severity: 'error',
    summary: 'A contract of a backend system cannot be used.',
    why: 'Operations, schemas and examples of a stand-in come from its contract.',
    example: {
      bad: `
backends:
  erp: { protocol: rest, contract: contracts/erp.wsdl }
`,
      good: `
backends:
  erp: { protocol: soap, contract: contracts/erp.wsdl }
`,
    },
  },
] as const satisfies readonly RuleInfo[];
