import type { Method } from '@recallwire/runtime/route.ts'

export const owners = ['ingestion', 'matcher', 'notifier', 'auditor'] as const
export type Owner = (typeof owners)[number]

/** A route of another process: who answers it, and how long that may take. */
export type OwnedRoute = {
  readonly owner: Owner
  readonly method: Method
  readonly path: string
  readonly limitMs: number
}

const minuteMs = 60_000
const usual = 30_000

/** By owner and path, method and time for the longest: a test holds this table against what the services answer. */
const table: Readonly<Record<Owner, Readonly<Record<string, Partial<Record<Method, number>>>>>> = {
  ingestion: {
    '/v1/organisations': { GET: usual, POST: usual },
    '/v1/people': { GET: usual, POST: usual },
    '/v1/keys': { GET: usual, POST: usual },
    '/v1/keys/:credentialId': { DELETE: usual },
    '/v1/sign-ins': { POST: usual },
    '/v1/facilities': { GET: usual, POST: usual },
    '/v1/facilities/:facilityId/contacts': { GET: usual },
    '/v1/facilities/:facilityId/contact-health': { GET: usual },
    '/v1/contacts': { POST: usual },
    '/v1/contact-health': { GET: usual },
    '/v1/consignees': { GET: usual, POST: 5 * minuteMs },
    '/v1/attachments': { GET: usual, POST: 10 * minuteMs },
    '/v1/attachments/:sha256': { GET: usual },
    '/v1/notices': { POST: usual },
    '/v1/notices/:recallId': { GET: usual },
    '/v1/notices/:recallId/reach': { GET: usual },
    '/v1/notices/:recallId/approve': { POST: usual },
    '/v1/notices/:recallId/revisions': { POST: usual },
    '/v1/notices/from-review/:reviewId': { POST: usual },
    '/v1/recalls': { GET: usual },
    '/v1/recalls/:recallId': { GET: usual },
    '/v1/sources': { GET: usual },
    '/v1/sources/openfda': { POST: 10 * minuteMs },
    '/v1/sources/:sourceId': { GET: usual },
    '/v1/sources/:sourceId/attach': { POST: usual },
    '/v1/sources/:sourceId/draft': { POST: usual },
    '/v1/devices': { POST: 10 * minuteMs },
    '/v1/devices/import': { POST: 10 * minuteMs },
    '/v1/devices/mappings': { GET: usual },
    '/v1/devices/mappings/:mappingName': { GET: usual, PUT: usual },
    '/v1/imports': { GET: usual },
    '/v1/imports/:importId': { GET: usual },
    '/v1/imports/:importId/report': { GET: usual },
    '/v1/imports/:importId/commit': { POST: 10 * minuteMs },
    '/v1/catalogue': { GET: usual },
    '/v1/catalogue/import': { POST: 360 * minuteMs },
    '/v1/catalogue/devices/:di': { GET: usual },
  },
  matcher: {
    '/v1/devices': { GET: usual },
    '/v1/recalls/:recallId/matches': { GET: usual },
    '/v1/recalls/:recallId/matches/:matchId': { GET: usual },
    '/v1/recalls/:recallId/matches/:matchId/override': { POST: usual },
    '/v1/recalls/:recallId/matches/:matchId/override/withdraw': { POST: usual },
    '/v1/recalls/:recallId/matches/:matchId/override/confirm': { POST: usual },
    '/v1/recalls/:recallId/matches/:matchId/override/decline': { POST: usual },
    '/v1/reviews': { GET: usual, POST: usual },
    '/v1/reviews/:reviewId': { GET: usual },
    '/v1/reviews/:reviewId/confirm': { POST: usual },
    '/v1/reviews/:reviewId/dismiss': { POST: usual },
  },
  notifier: {
    '/v1/cases': { GET: usual },
    '/v1/cases/:caseId': { GET: usual },
    '/v1/cases/:caseId/letters/:letterId/by-phone': { POST: usual },
    '/v1/cases/:caseId/letters/:letterId/waiver': { POST: usual },
    '/v1/cases/:caseId/letters/:letterId/waiver/confirm': { POST: usual },
    '/v1/cases/:caseId/letters/:letterId/waiver/decline': { POST: usual },
    '/v1/cases/:caseId/letters/:letterId/write-again': { POST: usual },
    '/v1/cases/:caseId/replies': { POST: usual },
    '/v1/cases/:caseId/senders': { POST: usual },
    '/v1/cases/:caseId/wrong-recipients': { POST: usual },
    '/v1/cases/:caseId/tasks': { POST: usual },
    '/v1/cases/:caseId/tasks/:taskId/take': { POST: usual },
    '/v1/cases/:caseId/tasks/:taskId/done': { POST: usual },
    '/v1/recalls/:recallId/cases': { GET: usual },
    '/v1/recalls/:recallId/forwards': { POST: usual },
    '/v1/recalls/:recallId/ladders': { GET: usual, POST: usual },
    '/v1/recalls/:recallId/gaps': { GET: usual },
    '/v1/gaps': { GET: usual },
    '/v1/tasks': { GET: usual },
    '/v1/contacts/:contactId/verification': { POST: usual },
    '/v1/webhooks': { GET: usual, POST: usual },
    '/v1/webhooks/:endpointId/secret': { GET: usual },
    '/v1/webhooks/:endpointId/verify': { POST: usual },
    '/v1/webhooks/:endpointId/rotate': { POST: usual },
    '/v1/webhooks/:endpointId/remove': { POST: usual },
    '/v1/webhooks/:endpointId/deliveries': { GET: usual },
    '/v1/webhooks/:endpointId/deliveries/:deliveryId/resend': { POST: usual },
    '/v1/letters/stuck': { GET: usual },
    '/v1/mail/reports': { POST: 10 * minuteMs },
    '/r/:token': { GET: usual },
    '/r/:token/open': { GET: usual, POST: usual },
    '/r/:token/reply': { GET: usual, POST: usual },
    '/r/:token/fresh-code': { GET: usual, POST: usual },
    '/r/:token/not-us': { GET: usual, POST: usual },
    '/v/:token': { GET: usual },
    '/v/:token/answer': { GET: usual, POST: usual },
  },
  auditor: {
    '/v1/recalls/:recallId/status-report': { GET: usual },
    '/v1/recalls/:recallId/timeline': { GET: usual },
    '/v1/recalls/:recallId/bundle': { GET: usual },
    '/v1/ledger/bundle': { GET: usual },
    '/v1/ledger/checkpoint': { GET: usual },
    '/v1/parked': { GET: usual },
    '/v1/parked/:parkedId/redrive': { POST: usual },
    '/v1/parked/redrives': { GET: usual, POST: usual },
    '/v1/parked/redrives/:bulkId/confirm': { POST: usual },
    '/v1/parked/redrives/:bulkId/decline': { POST: usual },
    '/asyncapi.json': { GET: usual },
    '/schemas/:file': { GET: usual },
  },
}

const methods: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

export const ownedRoutes: readonly OwnedRoute[] = owners.flatMap((owner) =>
  Object.entries(table[owner]).flatMap(([path, limits]) =>
    methods.flatMap((method) => {
      const limitMs = limits[method]
      return limitMs === undefined ? [] : [{ owner, method, path, limitMs }]
    }),
  ),
)

/** Who answers an address. A word of a path stands before a name for any, as in the listener's own choice. */
export function ownerOf(method: string, path: string): Owner | undefined {
  const given = path.split('/')
  const fitting = ownedRoutes.filter((route) => route.method === method && fits(route.path.split('/'), given))
  const [best] = fitting.toSorted((one, other) => namesIn(one.path) - namesIn(other.path))
  return best?.owner
}

const fits = (wanted: readonly string[], given: readonly string[]): boolean =>
  wanted.length === given.length &&
  wanted.every((part, index) => (part.startsWith(':') ? given[index] !== '' : part === given[index]))

const namesIn = (path: string): number => path.split('/:').length - 1
