/** Until when the mail service's reports have been applied: one row. */
export const mailReports = `
CREATE TABLE mail_reports (
  only INTEGER PRIMARY KEY CHECK (only = 1), reported_until TEXT NOT NULL
) STRICT;
`
