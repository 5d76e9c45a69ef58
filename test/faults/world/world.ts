/** One site of the story, with who is written to there. */
export type WorldFacility = {
  readonly index: number
  /** Which organisation owns it: so many sites belong together. */
  readonly owner: number
  readonly code: string
  readonly name: string
  readonly timeZone: string
  readonly contacts: readonly {
    readonly role: 'recall-coordinator' | 'biomedical-engineering'
    readonly name: string
    readonly email: string
  }[]
}

/** One recall of the story. */
export type WorldRecall = {
  readonly index: number
  readonly reference: string
  readonly di: string
  /** Sites that hold one affected unit each. */
  readonly holding: readonly WorldFacility[]
  /** Sites that report one more unit once their first letter is out: a supplement each. */
  readonly late: readonly WorldFacility[]
  /** Sites that answer their first letter. */
  readonly replying: readonly WorldFacility[]
}

export type World = {
  readonly facilities: readonly WorldFacility[]
  readonly recalls: readonly WorldRecall[]
}

const sitesPerOwner = 25
const labeller = '0085412'
const timeZones = ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'] as const

/** Every fifth recall, of the first so many, reaches one site more, where the first address bounces. */
const bouncingAtMost = 100

export type More = {
  /** In every second recall one site replies; else in every fourth at most, as the pages behind a link take thirty forms a minute. */
  readonly oftenAReply?: boolean
  /** No address bounces: for a mail service that does not tell of it. */
  readonly nothingBounces?: boolean
  /** Sites report nothing more and do not answer; each has a second contact to escalate to. */
  readonly nobodyActs?: boolean
}

/**
 * A story that brings about the same letters however often it is interrupted: what a site does in a recall comes only after
 * the letter before it, and no site does two things in one recall. A site whose address bounces has one recall alone, since
 * whom it is written to next time depends on when it was known.
 */
export function createWorld(facilityCount: number, recallCount: number, more: More = {}): World {
  const ordinary = Array.from({ length: facilityCount }, (_, index) =>
    facilityOf(index, false, more.nobodyActs === true),
  )
  const bouncingCount = more.nothingBounces ? 0 : Math.min(bouncingAtMost, Math.ceil(recallCount / 5))
  const bouncing = Array.from({ length: bouncingCount }, (_, index) =>
    facilityOf(facilityCount + index, true, true),
  )
  const pick = (recall: number, every: number, from: number) =>
    ordinary.filter((facility) => (facility.index + recall) % every === from)
  const recalls = Array.from({ length: recallCount }, (_, index) => {
    const likely = more.oftenAReply ? ordinary : pick(index, 50, 11)
    const answers = index % (more.oftenAReply ? 2 : 4) === 0 && !more.nobodyActs
    const replying = answers ? likely.slice(0, 1) : []
    return {
      index,
      reference: `FAULTS-${String(index + 1).padStart(4, '0')}`,
      di: diOf(index),
      holding: [...ordinary, ...bouncing.slice(index / 5, index % 5 === 0 ? index / 5 + 1 : 0)],
      late: more.nobodyActs ? [] : pick(index, 25, 3).filter((facility) => !replying.includes(facility)),
      replying,
    }
  })
  return { facilities: [...ordinary, ...bouncing], recalls }
}

export const serialOf = (recall: WorldRecall, facility: WorldFacility): string =>
  `R${recall.index}F${facility.index}`

export const lateSerialOf = (recall: WorldRecall, facility: WorldFacility): string =>
  `R${recall.index}F${facility.index}L`

function facilityOf(index: number, bounces: boolean, hasEngineer: boolean): WorldFacility {
  const site = {
    index,
    owner: Math.floor(index / sitesPerOwner),
    code: `SITE-${index}`,
    name: `Site ${index}`,
  }
  const domain = `f${index}.example.org`
  const coordinator = { role: 'recall-coordinator', name: `Coordinator ${index}` } as const
  const engineer = {
    role: 'biomedical-engineering',
    name: `Engineer ${index}`,
    email: `engineers@${domain}`,
  } as const
  return {
    ...site,
    timeZone: timeZones[index % timeZones.length] ?? timeZones[0],
    contacts: [
      { ...coordinator, email: `${bounces ? 'bounce' : 'recalls'}@${domain}` },
      ...(hasEngineer ? [engineer] : []),
    ],
  }
}

/** A GTIN-14 of the firm's own prefix. */
function diOf(index: number): string {
  const body = `0${labeller}${String(10_000 + index).padStart(5, '0')}`
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0)
  return `${body}${(10 - (sum % 10)) % 10}`
}

export const labellerPrefixes = [labeller]
