/**
 * A facility's rows in the order in which they came, and units by their key alone: an inventory that is imported writes to the
 * same few pages of the one, and one that is read finds its rows beside each other.
 */
export const holdingsAsTheyCame = `
DROP INDEX holdings_of_facility;
CREATE INDEX holdings_of_facility ON holdings (facility_id) WHERE live = 1;
DROP INDEX holdings_by_unit;
CREATE INDEX holdings_by_unit ON holdings (unit_key);
`
