/** Endpoints of facilities' own systems, and messages to them. */
export const webhooks = `
CREATE TABLE webhook_endpoints (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL,
  facility_id TEXT NOT NULL, organisation_id TEXT NOT NULL, removed INTEGER NOT NULL
) STRICT;
CREATE INDEX webhook_endpoints_of_facility ON webhook_endpoints (facility_id, id);
CREATE INDEX webhook_endpoints_of_organisation ON webhook_endpoints (organisation_id, id);
CREATE TABLE webhook_deliveries (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL,
  endpoint_id TEXT NOT NULL, state TEXT NOT NULL, next_attempt_at TEXT NOT NULL, created_at TEXT NOT NULL
) STRICT;
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (next_attempt_at, id) WHERE state = 'pending';
CREATE INDEX webhook_deliveries_exhausted ON webhook_deliveries (id) WHERE state = 'exhausted';
CREATE INDEX webhook_deliveries_of_endpoint ON webhook_deliveries (endpoint_id, created_at, id);
`
