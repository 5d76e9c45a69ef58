import { describe, expect, test } from 'vitest'
import { evaluateClause } from './evaluate-clause.ts'
import { softwareHolds } from './evaluate-structured.ts'
import type { SoftwareTest } from './scope.ts'
import { compareVersions } from './software-version.ts'

describe('the software of a unit', () => {
  test.each<[string | undefined, SoftwareTest, string]>([
    ['6.02.01', { startsWith: '6' }, 'true'],
    ['6', { startsWith: '6' }, 'true'],
    ['v6.02', { startsWith: '6' }, 'true'],
    ['V6.02', { startsWith: 'v6' }, 'true'],
    ['06.02', { startsWith: '6.2' }, 'true'],
    ['60.1', { startsWith: '6' }, 'false'],
    ['8.00.01', { startsWith: '6' }, 'false'],
    ['6', { startsWith: '6.02' }, 'unknown'],
    ['unreadable', { startsWith: '6' }, 'unknown'],
    [undefined, { startsWith: '6' }, 'unknown'],
    ['1.05.06.00', { equals: ['1.05.06.00'] }, 'true'],
    ['v1.5.6', { equals: ['1.05.06.00'] }, 'true'],
    ['1.05.07', { equals: ['1.05.06.00'] }, 'false'],
    ['n/a', { equals: ['1.05.06.00'] }, 'unknown'],
    ['1.05.06.00', { except: ['1.05.06.00'] }, 'false'],
    ['v1.05.06.00', { except: ['1.05.06.00'] }, 'false'],
    ['1.05.06.01', { except: ['1.05.06.00'] }, 'true'],
    ['n/a', { except: ['1.05.06.00'] }, 'unknown'],
    ['VG2.0.3', { atLeast: 'VG2.0.3' }, 'true'],
    ['VG2.0.2', { atLeast: 'VG2.0.3' }, 'false'],
    ['VH2.0.4', { atLeast: 'VG2.0.3' }, 'unknown'],
    ['9.02.01', { below: '10' }, 'true'],
    ['10', { below: '10.0' }, 'false'],
    ['beta', { below: '10', except: ['beta'] }, 'false'],
    ['7.1', { atLeast: '6', below: '8', except: ['7.1.0'] }, 'false'],
    ['7.2', { atLeast: '6', below: '8', except: ['7.1.0'] }, 'true'],
  ])('%s against %j is %s', (version, demand, value) => {
    expect(softwareHolds(version, demand).value).toBe(value)
    const facts = version === undefined ? {} : { softwareVersion: version }
    expect(evaluateClause({ software: demand }, facts).value).toBe(value)
  })

  test('is told apart in words', () => {
    expect(softwareHolds('8.01', { startsWith: '6' }).because).toBe('software 8.01 does not begin with 6')
    expect(softwareHolds('8.01', { atLeast: '9', below: '7' }).because).toBe(
      'software 8.01 is below 9 and is not below 7',
    )
  })

  test('is ordered by number, not as text', () => {
    expect(compareVersions('10.2', '9.12')).toBeGreaterThan(0)
    expect(compareVersions('1.5', '1.05.0')).toBe(0)
    expect(compareVersions('1.a', '1.b')).toBeUndefined()
  })
})
