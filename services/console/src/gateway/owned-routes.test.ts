import { describe, expect, test } from 'vitest'
import { ownerOf } from './owned-routes.ts'

describe('the owner of an address', () => {
  test.each([
    ['POST', '/v1/devices', 'ingestion'],
    ['GET', '/v1/devices', 'matcher'],
    ['GET', '/v1/recalls/abc', 'ingestion'],
    ['GET', '/v1/recalls/abc/matches', 'matcher'],
    ['GET', '/v1/recalls/abc/cases', 'notifier'],
    ['GET', '/v1/recalls/abc/timeline', 'auditor'],
    ['POST', '/v1/notices/from-review/abc', 'ingestion'],
    ['POST', '/r/token/reply', 'notifier'],
    ['POST', '/v/token/answer', 'notifier'],
    ['POST', '/v1/contacts/abc/verification', 'notifier'],
  ])('%s %s is the %s', (method, path, owner) => {
    expect(ownerOf(method, path)).toBe(owner)
  })

  test.each([
    ['PATCH', '/v1/devices'],
    ['GET', '/v1/recalls/'],
    ['GET', '/v1/recalls/abc/nothing'],
    ['GET', '/recalls'],
  ])('%s %s is nobody', (method, path) => {
    expect(ownerOf(method, path)).toBeUndefined()
  })
})
