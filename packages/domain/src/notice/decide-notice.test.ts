import { describe, expect, test } from 'vitest'
import type { Actor } from '../access/actor.ts'
import { decideNotice, type NoticeCommand, type NoticeEvent } from './decide-notice.ts'
import { emptyNotice, evolveNotice } from './evolve-notice.ts'
import { approver, contentWith, editor, firmId } from './notice.test-support.ts'
import { noticeSchema } from './notice.ts'

const at = '2025-06-02T15:00:00.000Z'
const start = emptyNotice({
  recallId: 'r'.repeat(26),
  firmOrganisationId: firmId,
  reference: 'FA-1',
  aliases: [],
})
const content = contentWith()
const narrowed = contentWith({
  products: [{ ...contentWith().products[0], units: { serials: ['1001'] } } as never],
})

const evolved = (events: readonly NoticeEvent[]) => {
  const notice = events.reduce(evolveNotice, start)
  return noticeSchema.parse(notice)
}
const given = (events: readonly NoticeEvent[]) => ({
  when: (command: NoticeCommand, actor: Actor = editor) =>
    decideNotice(events.length === 0 ? undefined : evolved(events), command, { actor, at }),
})
/** The events after commands that must all be accepted. */
function past(...acts: readonly (readonly [NoticeCommand, Actor])[]): readonly NoticeEvent[] {
  const events: NoticeEvent[] = []
  for (const [command, actor] of acts) {
    const decision = given(events).when(command, actor)
    if (decision.kind === 'refused') throw new Error(decision.message)
    events.push(...decision.events)
  }
  return events
}

const draft: NoticeCommand = { kind: 'DraftNotice', reference: 'FA-1', content }
const approve: NoticeCommand = { kind: 'Approve' }
const revise = (basedOn: number, next = narrowed): NoticeCommand => ({
  kind: 'DraftRevision',
  revisionKind: 'narrow',
  content: next,
  basedOn,
})
const askToClose: NoticeCommand = {
  kind: 'AskToClose',
  outcome: 'terminated',
  reason: 'All pumps are corrected.',
}
const drafted = past([draft, editor])
const published = past([draft, editor], [approve, approver])
const terminated = past([draft, editor], [approve, approver], [askToClose, editor], [approve, approver])

describe('publishing', () => {
  test('takes a draft and a second person', () => {
    expect(drafted).toEqual([
      { kind: 'NoticeDrafted', draft: { kind: 'initial', content, draftedBy: 'editor', draftedAt: at } },
    ])
    expect(given(drafted).when(approve, approver)).toMatchObject({
      kind: 'accepted',
      events: [
        {
          kind: 'NoticePublished',
          revision: {
            revision: 1,
            materialRevision: 1,
            kind: 'initial',
            draftedBy: 'editor',
            approvedBy: 'approver',
          },
        },
      ],
    })
    expect(evolved(published)).toMatchObject({ status: 'published', revisions: [{ revision: 1 }] })
    expect(evolved(published).draft).toBeUndefined()
  })

  test('is refused to whoever drafted, in whatever role and by whatever organisation key', () => {
    for (const role of ['manufacturer-editor', 'manufacturer-approver', 'operator'] as const) {
      const samePerson = { organisationId: firmId, role, by: 'editor' }
      expect(given(drafted).when(approve, samePerson)).toMatchObject({
        kind: 'refused',
        reason: 'same-person',
      })
    }
  })

  test('asks another person again after the draft was changed', () => {
    const redrafted = past([draft, editor], [{ ...draft, content: narrowed }, approver])
    expect(given(redrafted).when(approve, approver)).toMatchObject({ reason: 'same-person' })
    expect(given(redrafted).when(approve, editor)).toMatchObject({
      events: [{ revision: { content: narrowed, draftedBy: 'approver', approvedBy: 'editor' } }],
    })
  })

  test.each<[string, readonly NoticeEvent[], NoticeCommand, Actor, string]>([
    ['approving nothing', published, approve, approver, 'nothing-to-approve'],
    ['approving what is not there', [], approve, approver, 'not-published'],
    ['drafting what is published', published, draft, editor, 'already-exists'],
    ['revising a draft', drafted, revise(1), editor, 'not-published'],
    ['closing a draft', drafted, askToClose, editor, 'not-published'],
    ['a revision of another revision', published, revise(2), editor, 'stale'],
    ['a revision that says the same', published, revise(1, content), editor, 'nothing-changed'],
    ['a revision of a terminated recall', terminated, revise(1), editor, 'closed'],
    ['a new notice of a terminated recall', terminated, draft, editor, 'already-exists'],
    ['closing a terminated recall', terminated, askToClose, editor, 'closed'],
    ['approving in a terminated recall', terminated, approve, approver, 'closed'],
  ])('refuses %s', (_name, events, command, actor, reason) => {
    expect(given(events).when(command, actor)).toMatchObject({ kind: 'refused', reason })
  })
})

describe('a revision', () => {
  test('is stale once another one was published from the same base', () => {
    const second = past([draft, editor], [approve, approver], [revise(1), editor], [approve, approver])
    expect(given(second).when(revise(1, content))).toMatchObject({ reason: 'stale' })
    expect(given(second).when(revise(2, content))).toMatchObject({ kind: 'accepted' })
  })

  test('counts by one, and the material one stays with what was last told', () => {
    const phone = { ...narrowed, contact: { ...narrowed.contact, phone: '800-555-0177' } }
    const history = past(
      [draft, editor],
      [approve, approver],
      [revise(1), editor],
      [approve, approver],
      [revise(2, phone), editor],
      [approve, approver],
      [revise(3, { ...phone, instructions: ['Return listed pumps.'] }), editor],
      [approve, approver],
    )
    expect(
      evolved(history).revisions.map(({ revision, materialRevision, changed }) => [
        revision,
        materialRevision,
        changed,
      ]),
    ).toEqual([
      [1, 1, []],
      [2, 2, ['scope']],
      [3, 2, []],
      [4, 4, ['instructions']],
    ])
  })
})

describe('records of a regulator', () => {
  const aliases = ['Z-9001-2025', 'RES 99101']
  const attach: NoticeCommand = { kind: 'AttachSource', sourceId: 's'.repeat(26), aliases }

  test('add their numbers and change nothing that was said or waits, also after the end', () => {
    for (const before of [drafted, published, terminated]) {
      const after = past(
        [draft, editor],
        ...(before === drafted ? [] : ([[approve, approver]] as const)),
        ...(before === terminated
          ? ([
              [askToClose, editor],
              [approve, approver],
            ] as const)
          : []),
        [attach, editor],
        [attach, editor],
      )
      expect(evolved(after)).toEqual({ ...evolved(before), aliases })
    }
  })

  test('are attached to nothing that is not there', () => {
    expect(given([]).when(attach)).toMatchObject({ reason: 'not-published' })
  })
})

describe('the end of a recall', () => {
  test('takes a second person too', () => {
    const asked = past([draft, editor], [approve, approver], [askToClose, editor])
    expect(given(asked).when(approve, editor)).toMatchObject({ reason: 'same-person' })
    expect(evolved(terminated)).toMatchObject({ status: 'terminated', closedAt: at })
  })

  test('puts a revision that waited aside, and a new revision puts the closing aside', () => {
    const both = past([draft, editor], [approve, approver], [revise(1), editor], [askToClose, editor])
    expect(evolved(both).draft).toBeUndefined()
    const back = [...both, ...past([draft, editor], [approve, approver], [revise(1), editor]).slice(2)]
    expect(evolved(back).closing).toBeUndefined()
    expect(given(back).when(approve, approver)).toMatchObject({ events: [{ kind: 'NoticePublished' }] })
  })
})
