/** The five topics of the log; each has a `.parked` twin for records that could not be handled. */
export const topics = [
  'recall.events',
  'registry.events',
  'case.events',
  'mail.events',
  'audit.events',
] as const
export type Topic = (typeof topics)[number]

export type ParkedTopic = `${Topic}.parked`
