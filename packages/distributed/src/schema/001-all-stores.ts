import type { SchemaStep } from './schema-step.ts'

/**
 * What everything is found by, and what there is once. A row's `_id` is its identity. Rows with events for the log are found by
 * `waitingSince`, which the others do not have. Where facilities' rows come in their order, facility and row are one text.
 */
export const allStores: SchemaStep = {
  indexes: {
    parts: [{ keys: { owner: 1, version: 1 } }],
    outbox_hints: [{ keys: { since: 1 } }],

    notices: [{ keys: { firmOrganisationId: 1, _id: 1 } }, waiting()],
    recall_sources: [
      { keys: { organisationId: 1, changedAt: -1, _id: 1 } },
      { keys: { marks: 1 } },
      { keys: { recallId: 1 }, sparse: true },
      waiting(),
    ],
    attachments: [{ keys: { organisationId: 1, uploadedAt: -1 } }],
    organisations: [waiting()],
    facilities: [{ keys: { organisationId: 1, _id: 1 } }, waiting()],
    contacts: [{ keys: { facilityId: 1, _id: 1 } }, waiting()],
    contact_standings: [{ keys: { facilityId: 1, _id: 1 } }, waiting()],
    consignees: [{ keys: { firmOrganisationId: 1, _id: 1 } }, waiting()],
    people: [{ keys: { organisationId: 1, _id: 1 } }, waiting()],
    credentials: [{ keys: { organisationId: 1, _id: 1 } }, { keys: { secretHash: 1 } }, waiting()],

    imports: [
      { keys: { organisationId: 1, startedAt: -1, _id: 1 } },
      { keys: { unfinishedSince: 1 }, sparse: true },
      { keys: { queuedSince: 1 }, sparse: true },
      waiting(),
    ],
    inventory_mappings: [{ keys: { organisationId: 1, name: 1 } }, waiting()],
    catalogue_imports: [waiting()],
    catalogue_records: [{ keys: { dis: 1 } }, { keys: { linkingDis: 1 } }],

    holdings: [
      { keys: { productKeys: 1, livePlace: 1 } },
      { keys: { livePlace: 1 }, sparse: true },
      { keys: { unitAt: 1 } },
      waiting(),
    ],
    scopes: [{ keys: { unnumbered: 1 }, sparse: true }, waiting()],
    scope_writes: [{ keys: { recallId: 1 } }],
    matches: [
      { keys: { recallId: 1, _id: 1 } },
      { keys: { recallId: 1, place: 1 } },
      { keys: { custodyId: 1 } },
      waiting(),
    ],
    match_jobs: [{ keys: { openSince: 1 }, sparse: true }, waiting()],
    relink_jobs: [{ keys: { openSince: 1 }, sparse: true }, waiting()],
    reviews: [
      { keys: { organisationId: 1, opened: -1 } },
      { keys: { organisationId: 1, status: 1, opened: -1 } },
      { keys: { recallId: 1 }, sparse: true },
      waiting(),
    ],

    cases: [
      { keys: { recallId: 1, facilityId: 1 } },
      { keys: { facilityId: 1, openedAt: 1 } },
      { keys: { readers: 1, openedAt: -1 } },
      { keys: { openedAt: -1 } },
      { keys: { nextDueAt: 1 }, sparse: true },
      waiting(),
    ],
    letters: [
      { keys: { state: 1, rank: 1, queuedAt: 1, _id: 1 } },
      { keys: { state: 1, queuedAt: 1, _id: 1 } },
      { keys: { caseId: 1, queuedAt: 1, _id: 1 } },
      { keys: { handleHash: 1 }, sparse: true },
      waiting(),
    ],
    recall_ladders: [waiting()],
    webhook_endpoints: [
      { keys: { facilityId: 1 }, sparse: true },
      { keys: { organisationId: 1 }, sparse: true },
      waiting(),
    ],
    webhook_deliveries: [
      { keys: { dueAt: 1, _id: 1 } },
      { keys: { endpointId: 1, createdAt: -1 } },
      { keys: { exhausted: 1 }, sparse: true },
      waiting(),
    ],
    alarms: [{ keys: { openPlace: 1 }, sparse: true }, { keys: { openSince: 1 }, sparse: true }, waiting()],

    ledger_rows: [
      { keys: { eventId: 1 }, unique: true },
      { keys: { recallId: 1, recallSeq: 1 }, unique: true, sparse: true },
    ],
    ledger_checkpoints: [{ keys: { note: 1 }, unique: true }],

    sessions: [{ keys: { personId: 1 } }],
    parked_records: [
      { keys: { parkedId: 1 }, unique: true, sparse: true },
      { keys: { state: 1, parked: 1 } },
      waiting(),
    ],
    bulk_redrives: [{ keys: { open: 1 }, sparse: true }, waiting()],
  },
}

function waiting() {
  return { keys: { waitingSince: 1 }, sparse: true } as const
}
