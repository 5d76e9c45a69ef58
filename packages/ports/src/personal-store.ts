/**
 * Values about people, each written once with its salt. Events and the ledger hold only the reference and a salted
 * commitment, so that a value can be erased while the fact stays provable. Written by the notifier.
 */
export interface PersonalStore {
  /**
   * Keeps the first value of a reference: writing again changes nothing and returns what is kept. A reference that was
   * erased keeps nothing any more, so that a repeated command cannot bring the value back: the record given is returned.
   */
  put(reference: string, record: PersonalRecord): Promise<PersonalRecord>
  /** Undefined when it was erased or never written. */
  get(reference: string): Promise<PersonalRecord | undefined>
  /** Value and salt are gone for good. */
  erase(reference: string): Promise<void>
}

export type PersonalRecord = {
  readonly organisationId: string
  /** Hex; 128 random bits. */
  readonly salt: string
  readonly value: Readonly<Record<string, string>>
}
