import type { Command } from './command.ts'
import { approve } from './commands/approve.ts'
import { bundle } from './commands/bundle.ts'
import { cases } from './commands/cases.ts'
import { catalogue } from './commands/catalogue.ts'
import { clock } from './commands/clock.ts'
import { contacts } from './commands/contacts.ts'
import { devices } from './commands/devices.ts'
import { gaps } from './commands/gaps.ts'
import { importDevices } from './commands/import-devices.ts'
import { ladders } from './commands/ladders.ts'
import { mappings } from './commands/mappings.ts'
import { override } from './commands/override.ts'
import { publish } from './commands/publish.ts'
import { reach } from './commands/reach.ts'
import { readScope } from './commands/read-scope.ts'
import { redrive } from './commands/redrive.ts'
import { report } from './commands/report.ts'
import { review } from './commands/review.ts'
import { sources } from './commands/sources.ts'
import { status } from './commands/status.ts'
import { stuck } from './commands/stuck.ts'
import { verify } from './commands/verify.ts'
import { webhooks } from './commands/webhooks.ts'

/** In the order in which a recall needs them. */
export const commands: readonly Command[] = [
  readScope,
  sources,
  review,
  publish,
  reach,
  approve,
  importDevices,
  mappings,
  devices,
  contacts,
  webhooks,
  status,
  report,
  override,
  cases,
  catalogue,
  ladders,
  gaps,
  stuck,
  redrive,
  bundle,
  verify,
  clock,
]
