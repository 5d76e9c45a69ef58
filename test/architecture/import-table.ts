/**
 * What one room may import. `rooms` are rooms of this workspace by package name without the scope: all their files, or one
 * file (`matcher/start.ts`). `outside` are packages from elsewhere. `node` are Node's own modules.
 */
export type Room = {
  readonly folder: string
  readonly rooms: readonly string[]
  readonly outside: readonly string[]
  readonly node: 'all' | readonly string[]
  /** Rooms of which only types may be imported. */
  readonly types?: readonly string[]
  /** In these files and folders of the room's `src`, the named packages and all of Node may be imported too. */
  readonly exception?: {
    readonly under: readonly string[]
    readonly rooms: readonly string[]
    readonly outside: readonly string[]
  }
}

const shared = ['canonical', 'domain', 'html', 'ledger', 'ports', 'runtime', 'udi']

function service(name: string, rooms: readonly string[], outside: readonly string[]): Room {
  return {
    folder: `services/${name}`,
    rooms: [...shared, ...rooms],
    outside: ['zod', ...outside],
    node: 'all',
    // What runs a service as a process knows the back ends; the service does not.
    exception: { under: ['main.ts', 'process-config.ts'], rooms: ['process'], outside: [] },
  }
}

/**
 * The walls of the house. Dependencies point from what knows machines to what knows recalls: `domain` and the rooms below
 * it see no Node, no clock and no store, and a service never sees another service nor the back end it runs on. A new room
 * needs a row, and a new import a reason to stand here.
 */
export const importTable: readonly Room[] = [
  { folder: 'packages/canonical', rooms: [], outside: [], node: ['node:crypto'] },
  { folder: 'packages/udi', rooms: [], outside: [], node: [] },
  {
    folder: 'packages/domain',
    rooms: ['canonical', 'udi'],
    outside: ['temporal-polyfill', 'zod'],
    node: [],
  },
  {
    folder: 'packages/ledger',
    rooms: ['canonical'],
    outside: [],
    // The verifier is run by a regulator as one file: it reads the bundle and checks it with what Node brings.
    node: ['node:buffer', 'node:crypto', 'node:fs', 'node:path'],
  },
  {
    folder: 'packages/ports',
    rooms: [],
    types: ['domain'],
    outside: [],
    node: [],
    exception: { under: ['contracts'], rooms: ['domain'], outside: ['vitest'] },
  },
  {
    folder: 'packages/runtime',
    rooms: [],
    outside: ['@fastify/cookie', '@fastify/rate-limit', 'fastify', 'pino', 'prom-client', 'zod'],
    node: 'all',
  },
  { folder: 'packages/html', rooms: [], outside: [], node: [] },
  // Its fonts are files of the design system's package.
  { folder: 'packages/pdf', rooms: [], outside: ['@uswds/uswds', 'fontkit'], node: 'all' },
  {
    folder: 'packages/mail',
    rooms: ['ports', 'runtime'],
    outside: ['@aws-sdk/client-ses', '@aws-sdk/client-sqs', 'nodemailer', 'postal-mime'],
    node: 'all',
  },
  { folder: 'packages/embedded', rooms: ['domain', 'ports', 'runtime'], outside: [], node: 'all' },
  {
    folder: 'packages/distributed',
    rooms: ['domain', 'ports', 'runtime'],
    outside: ['kafkajs', 'mongodb', 'zod'],
    node: 'all',
  },
  {
    folder: 'packages/process',
    rooms: ['distributed', 'domain', 'embedded', 'html', 'mail', 'ports', 'runtime'],
    outside: ['zod'],
    node: 'all',
  },
  {
    folder: 'packages/cli',
    rooms: ['domain', 'ledger'],
    outside: ['cli-progress', 'commander', 'zod'],
    node: 'all',
  },
  service('ingestion', [], ['saxes']),
  service('matcher', [], []),
  service('notifier', ['mail', 'pdf'], []),
  service('auditor', [], []),
  service('console', [], ['@fastify/busboy', '@uswds/uswds', 'htmx.org']),
  {
    folder: 'infra/embedded',
    rooms: [
      ...shared,
      'embedded',
      'mail',
      'process',
      // Of a service, what starts it and what configures it.
      ...['auditor', 'console', 'ingestion', 'matcher', 'notifier'].flatMap((name) => [
        `${name}/start.ts`,
        `${name}/config.ts`,
      ]),
    ],
    outside: ['zod'],
    node: 'all',
  },
  {
    folder: 'infra/demonstration',
    rooms: [
      'domain',
      'infra-embedded/demonstration/play.ts',
      'infra-embedded/demonstration/sign-in-links.ts',
      'ports',
      'process',
      'runtime',
    ],
    outside: ['zod'],
    node: 'all',
  },
  { folder: 'infra/kafka', rooms: ['distributed', 'runtime'], outside: [], node: 'all' },
  { folder: 'infra/mongo', rooms: ['distributed', 'runtime'], outside: [], node: 'all' },
  {
    folder: 'infra/secrets',
    rooms: ['canonical', 'infra-embedded/installation-keys.ts', 'runtime'],
    outside: [],
    node: 'all',
  },
  { folder: 'infra/ses', rooms: [], outside: [], node: 'all' },
]
