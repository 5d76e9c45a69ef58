/** A heading without regard to case, blanks and punctuation: "Serial No." and "SERIAL_NO" are one. */
export const foldHeading = (heading: string): string =>
  heading.toLowerCase().replaceAll(/[^\p{L}\p{N}#]/gu, '')
