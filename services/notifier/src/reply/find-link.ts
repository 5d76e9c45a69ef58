import { type Actor, readerOf } from '@recallwire/domain/access/actor.ts'
import { defaultLanguage } from '@recallwire/domain/directory/language.ts'
import { isHouseLetter, type Letter } from '@recallwire/domain/letter/letter.ts'
import { linkState } from '@recallwire/domain/letter/reply-link.ts'
import { findRecall, type KnownRecall } from '../casework/read-recall.ts'
import { type Texts, textsOf } from '../language/texts.ts'
import type { ReplyDeps } from './reply-deps.ts'
import { hashHandle, readReplyToken } from './reply-token.ts'

/** A link that leads somewhere: its letter, and the recall as published. Nothing of the facility until the code is right. */
export type FoundLink = {
  readonly kind: 'found'
  readonly state: 'open' | 'expired'
  readonly letter: Letter
  readonly recall: KnownRecall
  /** In the language of the letter. */
  readonly texts: Texts
  /** Whoever holds the link acts for the facility, and is known by the letter. */
  readonly actor: Actor
}

export type LinkReading =
  | FoundLink
  /** Made up, mistyped, or of a letter that is gone: all answered alike. */
  | { readonly kind: 'unknown' }
  /** Real, and of no use any more. */
  | {
      readonly kind: 'withdrawn' | 'superseded' | 'closed'
      readonly recall: KnownRecall
      readonly texts: Texts
      readonly letterId: string
    }

/** What a token opens. The MAC is checked before anything is looked up. */
export async function findLink(deps: ReplyDeps, token: string): Promise<LinkReading> {
  const handle = readReplyToken(deps.linkSecret, token)
  if (handle === undefined) return { kind: 'unknown' }
  const letter = (await deps.backEnd.letters.byHandle(hashHandle(handle)))?.document
  if (letter?.link === undefined || isHouseLetter(letter)) return { kind: 'unknown' }
  const recall = await findRecall(deps.backEnd, letter.recallId)
  if (recall === undefined) return { kind: 'unknown' }
  const { letterId, organisationId, link } = letter
  const actor: Actor = { organisationId, role: 'link-holder', by: letterId }
  const on = (await deps.backEnd.cases.get(readerOf(actor), letter.caseId))?.document
  if (on === undefined) return { kind: 'unknown' }
  const texts = textsOf(letter.language ?? defaultLanguage)
  const old = { recall, texts, letterId }
  if (letter.state === 'cancelled') return { kind: 'withdrawn', ...old }
  if (on.status === 'closed') return { kind: 'closed', ...old }
  if (await isSuperseded(deps, letter, actor)) return { kind: 'superseded', ...old }
  const state = linkState(link, deps.clock.now()) === 'expired' ? 'expired' : 'open'
  return { kind: 'found', state, letter, recall, texts, actor }
}

/**
 * Only a fresh code that has left replaces the links before it. Reminders do not: a person who finds the first letter and
 * not the reminder must not be sent away, since every link leads to the case as it stands now.
 */
async function isSuperseded(deps: ReplyDeps, letter: Letter, actor: Actor): Promise<boolean> {
  const letters = await deps.backEnd.letters.ofCase(readerOf(actor), letter.caseId)
  return letters.some(
    ({ document: other }) =>
      other.plan.kind === 'fresh-code' &&
      other.state === 'sent' &&
      other.plan.contactId === letter.plan.contactId &&
      other.letterId !== letter.letterId &&
      other.plan.plannedAt >= letter.plan.plannedAt &&
      (letter.plan.kind !== 'fresh-code' || other.plan.ordinal > letter.plan.ordinal),
  )
}
