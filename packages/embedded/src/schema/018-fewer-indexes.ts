/**
 * Each index is a place on the disk that every reported unit must be written to. Nobody looks a row up by its custody, and the
 * product keys of a row follow from its document.
 */
export const fewerIndexes = `
DROP INDEX holdings_by_custody;
DROP INDEX keys_of_holding;
`
