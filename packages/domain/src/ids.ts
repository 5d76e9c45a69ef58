import { derivedId } from '@recallwire/canonical/derived-id.ts'

/** Which unit, apart from where it is: a serial, a lot of a product, or (when the record has neither) the facility's own asset tag. */
export type UnitIdentity = {
  readonly product: { readonly di: string } | { readonly manufacturer: string; readonly ref: string }
  readonly mark:
    | { readonly serial: string }
    | { readonly lot: string }
    | { readonly assetTag: string; readonly facilityId: string }
}

/** A recall is known by its firm and the firm's own reference; regulators' numbers come later and are aliases. */
export const recallIdOf = (firmOrganisationId: string, reference: string): string =>
  derivedId('recall', [firmOrganisationId, reference])

export const unitKeyOf = (identity: UnitIdentity): string =>
  derivedId('unit', [identity.product, identity.mark])

/** The registry row of one unit at one facility, across every custody it ever had there. */
export const holdingIdOf = (unitKey: string, facilityId: string): string =>
  derivedId('holding', [unitKey, facilityId])

export const custodyIdOf = (unitKey: string, facilityId: string, firstEventId: string): string =>
  derivedId('custody', [unitKey, facilityId, firstEventId])

/** `recordVersion` is the source's own version of the record: 0 for a call of our API. */
export const eventIdOf = (source: string, recordId: string, recordVersion: number | string): string =>
  derivedId('event', [source, recordId, recordVersion])

/** Independent of what triggered the match, so that both directions find one and the same. */
export const matchIdOf = (recallId: string, custodyId: string): string =>
  derivedId('match', [recallId, custodyId])

export const caseIdOf = (recallId: string, facilityId: string): string =>
  derivedId('case', [recallId, facilityId])

export const dutyIdOf = (caseId: string, senderOrganisation: string, reference: string): string =>
  derivedId('duty', [caseId, senderOrganisation, reference])

/** What a person is told of one facility under one recall: that its letters are overdue. */
export const alarmIdOf = (recallId: string, facilityId: string): string =>
  derivedId('alarm', [recallId, facilityId])

/** Several parked records to be handed on: the same request is the same proposal. */
export const bulkIdOf = (organisationId: string, requestId: string): string =>
  derivedId('bulk-redrive', [organisationId, requestId])

/** `ordinal` comes from the case's stored plan, never from a count of sent rows. */
export const letterIdOf = (letter: {
  readonly caseId: string
  readonly materialRevision: number
  readonly contactId: string
  readonly channel: 'mail'
  readonly kind: string
  readonly ordinal: number
}): string =>
  derivedId('letter', [
    letter.caseId,
    letter.materialRevision,
    letter.contactId,
    letter.channel,
    letter.kind,
    letter.ordinal,
  ])

/** A letter that asks a contact whether its address is right; `ordinal` counts those of the contact from 0. */
export const contactLetterIdOf = (contactId: string, ordinal: number): string =>
  derivedId('letter', [contactId, 'verification', ordinal])

/** An address of a facility's own systems; one that was removed and is registered again is another one. */
export const endpointIdOf = (facilityId: string, requestId: string): string =>
  derivedId('webhook-endpoint', [facilityId, requestId])

/** A message to an endpoint; `news` names what it says, so that news planned for two contacts is one message. */
export const webhookDeliveryIdOf = (endpointId: string, caseId: string, news: readonly string[]): string =>
  derivedId('webhook-delivery', [endpointId, caseId, ...news])

/** `requestId` is the Idempotency-Key or the form's own key: the same submission is the same reply. */
export const replyIdOf = (caseId: string, requestId: string): string =>
  derivedId('reply', [caseId, requestId])

/** What somebody said of a letter that was not for him; said twice under one key, it is said once. */
export const wrongRecipientIdOf = (caseId: string, requestId: string): string =>
  derivedId('wrong-recipient', [caseId, requestId])

export const directoryIdOf = (
  kind: 'organisation' | 'facility' | 'contact' | 'person' | 'consignee' | 'import' | 'mapping',
  owner: string,
  key: string,
): string => derivedId(kind, [owner, key])

/** The review of words in a published notice: the same words of the same product are opened once. */
export const noticeReviewIdOf = (recallId: string, productId: string, textHash: string): string =>
  derivedId('review', [recallId, productId, textHash])

/** The review of a text that someone handed in: the same submission is the same review. */
export const textReviewIdOf = (organisationId: string, requestId: string): string =>
  derivedId('review', [organisationId, requestId])
