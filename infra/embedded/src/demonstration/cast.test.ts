import { contactInputSchema, facilityInputSchema } from '@recallwire/domain/directory/facility.ts'
import { describe, expect, test } from 'vitest'
import { accounts, addressedAccounts, distributorAccounts, firm, players, providers } from './cast.ts'

const sites = players.flatMap((player) => player.sites)
const codes = sites.map(({ code }) => code)

describe('the cast of the demonstration', () => {
  test('is one firm, six providers with seven facilities, a distributor and a regulator', () => {
    expect(players.map(({ kind }) => kind)).toEqual([
      'manufacturer',
      ...providers.map(() => 'provider'),
      'distributor',
      'regulator',
    ])
    expect(providers.flatMap((provider) => provider.sites)).toHaveLength(7)
  })

  test('can be written to nowhere but on domains kept for examples', () => {
    for (const { email } of sites.flatMap(({ contacts }) => contacts))
      expect(email).toMatch(/^[a-z-]+@[a-z]+\.example\.(org|com)$/)
  })

  test('has numbers kept for fiction', () => {
    for (const { phone } of sites.flatMap(({ contacts }) => contacts))
      expect(phone).toMatch(/^\d{3}-555-01\d\d$/)
  })

  test('has one to coordinate recalls at every site, and sites and contacts the API takes', () => {
    for (const { contacts, ...site } of sites) {
      expect(contacts.filter(({ role }) => role === 'recall-coordinator')).toHaveLength(1)
      expect(facilityInputSchema.safeParse(site).success).toBe(true)
      for (const contact of contacts)
        expect(contactInputSchema.safeParse({ ...contact, facilityId: 'f'.repeat(26) }).success).toBe(true)
    }
  })

  test('has two people at the firm: one drafts, the other approves', () => {
    expect(firm.people.map(({ role }) => role)).toEqual(['manufacturer-approver', 'manufacturer-editor'])
  })

  test('gives every account to a site, and addresses accounts that exist', () => {
    for (const { siteCode } of [...accounts, ...distributorAccounts]) expect(codes).toContain(siteCode)
    const numbers = accounts.map(({ accountNumber }) => accountNumber)
    expect(numbers).toEqual(expect.arrayContaining([...addressedAccounts]))
    expect(accounts.find(({ siteCode }) => siteCode === 'HSC')?.accountNumber).toBe(addressedAccounts[2])
  })
})
