import type { Tone } from '@recallwire/html/components.ts'

/** What the last form did, by the code in the address: no text of the address is ever shown. */
const messages = {
  'signed-in': ['info', 'You are signed in.'],
  'draft-saved': [
    'success',
    'The draft is saved. Nobody has been told yet: a second person must approve it.',
  ],
  'firm-letter-handed-in': [
    'success',
    'The letter is handed in. Choose it when you draft or revise the notice.',
  ],
  published: ['success', 'Published. Matching has begun, and letters follow within a minute.'],
  'closing-asked': ['success', 'The request to close is saved. A second person must approve it.'],
  closed: ['success', 'The recall is closed. Every facility concerned is told.'],
  'reply-recorded': [
    'success',
    'The reply is recorded. A receipt follows by mail for every letter it answers.',
  ],
  'wrong-recipient-recorded': ['success', 'It is recorded, and the next contact is written to.'],
  'sender-added': ['success', 'The sender is added: your next reply can answer that letter too.'],
  forwarded: ['success', 'Forwarding has begun. Each account gets a case of its own.'],
  'verdict-proposed': [
    'success',
    'The proposal is saved. Nothing changes for the facility until a second person has confirmed it.',
  ],
  'verdict-confirmed': ['success', 'Confirmed. The verdict is changed, and the facility is told.'],
  'verdict-declined': ['success', 'Declined. The verdict stays as it was.'],
  'source-attached': ['success', 'Attached. The recall is also known by FDA’s numbers now; nobody was told.'],
  'task-asked': ['success', 'It is on the list of tasks.'],
  'task-taken': ['success', 'The task is yours.'],
  'ladder-changed': ['success', 'The ladder is set. Steps not yet taken move with it.'],
  'webhook-registered': ['success', 'Registered. It is told nothing before it is verified.'],
  'webhook-verified': ['success', 'Verified. It is told of letters from now on.'],
  'webhook-rotated': ['success', 'The secret is changed. The one before signs beside it for a day.'],
  'webhook-removed': ['success', 'Taken away. It is told nothing any more.'],
  'webhook-resent': ['success', 'It is sent again, with a new round of tries.'],
  'task-done': ['success', 'The task is done.'],
  'facility-added': ['success', 'The facility is added.'],
  'contact-added': ['success', 'The contact is added.'],
  'contact-asked': ['success', 'A letter that asks whether the address is right is on its way.'],
  'devices-stored': ['success', 'The list is stored. Recalls are looked for in it at once.'],
  'mapping-stored': ['success', 'The mapping is stored. Choose it when you upload such a list.'],
  'person-added': ['success', 'The person is added. Give them a key or a sign-in link.'],
  'letter-written-again': ['success', 'It is written again, to the contact as the directory has it now.'],
  'letter-by-phone': ['success', 'The letter is given up. The firm’s people have a call to make.'],
  'waiver-proposed': ['success', 'Proposed. Nothing changes until a second person has confirmed it.'],
  'waiver-confirmed': ['success', 'Confirmed. The letter need not go out.'],
  'waiver-declined': ['success', 'Declined. The letter is stuck as before.'],
  redriven: ['success', 'Handed on. What failed again comes back under another id.'],
  'redrive-proposed': ['success', 'Proposed. Nothing is handed on until a second person has confirmed it.'],
  'redrive-declined': ['success', 'Declined. The records wait on.'],
  'review-settled': ['success', 'Decided in your name. No notice changed by it.'],
  'key-revoked': ['success', 'The key is revoked: it opens nothing any more.'],
} as const satisfies Record<string, readonly [Tone, string]>

export type FlashCode = keyof typeof messages

export function flashOf(
  code: string | undefined,
): { readonly tone: Tone; readonly text: string } | undefined {
  if (code === undefined || !isCode(code)) return undefined
  const [tone, text] = messages[code]
  return { tone, text }
}

const isCode = (code: string): code is FlashCode => Object.hasOwn(messages, code)
