import type { Role } from '@recallwire/domain/access/actor.ts'
import type { ContactInput, FacilityInput } from '@recallwire/domain/directory/facility.ts'

/** Everyone in the demonstration is invented, on example domains; only the notice is a real one. */
export type Site = Omit<FacilityInput, 'address'> & {
  readonly address: FacilityInput['address']
  readonly contacts: readonly Omit<ContactInput, 'facilityId'>[]
}

export type Player = {
  readonly key: string
  readonly kind: 'manufacturer' | 'provider' | 'distributor' | 'regulator'
  readonly name: string
  readonly labellerPrefixes?: readonly string[]
  /** The first one adds the others. */
  readonly people: readonly { readonly name: string; readonly role: Role }[]
  readonly sites: readonly Site[]
}

const contact = (
  role: ContactInput['role'],
  name: string,
  email: string,
  phone: string,
): Omit<ContactInput, 'facilityId'> => ({ role, name, email, phone, order: 1 })

const us = (street: string, city: string, region: string, postalCode: string) => ({
  street,
  city,
  region,
  postalCode,
  country: 'US',
})

export const firm: Player = {
  key: 'firm',
  kind: 'manufacturer',
  name: 'Baxter Healthcare (demonstration)',
  labellerPrefixes: ['0085412'],
  people: [
    { name: 'Priya Raman', role: 'manufacturer-approver' },
    { name: 'Dana Whitlock', role: 'manufacturer-editor' },
  ],
  sites: [],
}

export const providers: readonly Player[] = [
  {
    key: 'northmere',
    kind: 'provider',
    name: 'Northmere Health',
    people: [
      { name: 'Marcus Hale', role: 'facility-manager' },
      { name: 'Ines Duarte', role: 'facility-staff' },
    ],
    sites: [
      {
        code: 'NGH',
        name: 'Northmere General Hospital',
        timeZone: 'America/Chicago',
        address: us('1200 Lantern Street', 'Northmere', 'IL', '60600'),
        contacts: [
          contact('recall-coordinator', 'Ines Duarte', 'recalls@northmere.example.org', '312-555-0101'),
          contact('biomedical-engineering', 'Tom Abara', 'biomed@northmere.example.org', '312-555-0102'),
          contact('risk-management', 'Helen Voss', 'risk@northmere.example.org', '312-555-0103'),
        ],
      },
    ],
  },
  {
    key: 'aldous',
    kind: 'provider',
    name: 'Saint Aldous Health System',
    people: [{ name: 'Rosa Lindqvist', role: 'facility-manager' }],
    sites: [
      {
        code: 'SAMC',
        name: 'Saint Aldous Medical Center',
        timeZone: 'America/New_York',
        address: us('88 Quarry Road', 'Aldous Falls', 'NY', '12000'),
        contacts: [
          contact('recall-coordinator', 'Rosa Lindqvist', 'recalls@aldous.example.org', '518-555-0110'),
          contact(
            'biomedical-engineering',
            'Yusuf Okan',
            'clinical-engineering@aldous.example.org',
            '518-555-0111',
          ),
        ],
      },
      {
        code: 'QCH',
        name: "Quillfeather Children's Hospital",
        timeZone: 'America/New_York',
        address: us('5 Kite Hill', 'Aldous Falls', 'NY', '12001'),
        contacts: [
          contact('recall-coordinator', 'Bea Thornton', 'recalls@quillfeather.example.org', '518-555-0120'),
        ],
      },
    ],
  },
  {
    key: 'brightwater',
    kind: 'provider',
    name: 'Brightwater Regional',
    people: [{ name: 'Owen Castellan', role: 'facility-manager' }],
    sites: [
      {
        code: 'BRH',
        name: 'Brightwater Regional Hospital',
        timeZone: 'America/Denver',
        address: us('400 Ferry Lane', 'Brightwater', 'CO', '80000'),
        contacts: [
          contact('recall-coordinator', 'Owen Castellan', 'recalls@brightwater.example.org', '303-555-0130'),
          contact('biomedical-engineering', 'Lia Marsh', 'biomed@brightwater.example.org', '303-555-0131'),
        ],
      },
    ],
  },
  {
    key: 'harrowgate',
    kind: 'provider',
    name: 'Harrowgate Surgical Partners',
    people: [{ name: 'Nadia Brandt', role: 'facility-manager' }],
    sites: [
      {
        code: 'HSC',
        name: 'Harrowgate Surgical Center',
        timeZone: 'America/Los_Angeles',
        address: us('17 Cedar Court', 'Harrowgate', 'CA', '90000'),
        contacts: [
          contact('recall-coordinator', 'Nadia Brandt', 'office@harrowgate.example.org', '213-555-0140'),
        ],
      },
    ],
  },
  {
    key: 'tamarind',
    kind: 'provider',
    name: 'Tamarind Valley Care',
    people: [{ name: 'Samuel Ortega', role: 'facility-manager' }],
    sites: [
      {
        code: 'TVC',
        name: 'Tamarind Valley Clinic',
        timeZone: 'America/Phoenix',
        address: us('9 Mesquite Way', 'Tamarind Valley', 'AZ', '85000'),
        contacts: [
          contact('recall-coordinator', 'Samuel Ortega', 'recalls@tamarind.example.org', '602-555-0150'),
        ],
      },
    ],
  },
  {
    key: 'oldmill',
    kind: 'provider',
    name: 'Old Mill Long-Term Care',
    people: [{ name: 'Greta Ilves', role: 'facility-manager' }],
    sites: [
      {
        code: 'OML',
        name: 'Old Mill Long-Term Care',
        timeZone: 'America/Chicago',
        address: us('2 Weir Street', 'Old Mill', 'WI', '53000'),
        contacts: [
          contact('recall-coordinator', 'Greta Ilves', 'recalls@oldmill.example.org', '414-555-0160'),
        ],
      },
    ],
  },
]

export const distributor: Player = {
  key: 'meridian',
  kind: 'distributor',
  name: 'Meridian Infusion Supply',
  people: [{ name: 'Karl Petrov', role: 'distributor' }],
  sites: [
    {
      code: 'WH1',
      name: 'Meridian Warehouse 1',
      timeZone: 'America/Chicago',
      address: us('77 Depot Avenue', 'Carrow', 'IN', '46000'),
      contacts: [
        contact('recall-coordinator', 'Karl Petrov', 'recalls@meridian.example.com', '317-555-0170'),
      ],
    },
  ],
}

const regulator: Player = {
  key: 'regulator',
  kind: 'regulator',
  name: 'Office of Device Recalls (demonstration)',
  people: [{ name: 'Judith Osei', role: 'regulator' }],
  sites: [],
}

export const players: readonly Player[] = [firm, ...providers, distributor, regulator]

/** Accounts of the firm: whom it shipped to, by its own numbers. */
export const accounts: readonly { readonly accountNumber: string; readonly siteCode: string }[] = [
  { accountNumber: '100-2201', siteCode: 'NGH' },
  { accountNumber: '100-2202', siteCode: 'SAMC' },
  { accountNumber: '100-2203', siteCode: 'HSC' },
  { accountNumber: '100-2204', siteCode: 'QCH' },
  { accountNumber: '100-9001', siteCode: 'WH1' },
]

/** Consignees the notice addresses whatever they hold. */
export const addressedAccounts = ['100-2201', '100-2202', '100-2203', '100-9001'] as const

/** The distributor's own customers, to whom it may forward. */
export const distributorAccounts = [
  { accountNumber: 'M-310', siteCode: 'BRH' },
  { accountNumber: 'M-322', siteCode: 'OML' },
] as const
