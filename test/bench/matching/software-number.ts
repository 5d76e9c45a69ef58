/** A version of three segments as one number that orders as the version does: 6.02.15 is 6002015. */
export const softwareNumber = (version: string): number => {
  const [major = 0, minor = 0, build = 0] = version.split('.').map(Number)
  return major * 1_000_000 + minor * 1_000 + build
}

/** The numbers of all versions that begin so: 6.02 begins 6002000 to 6002999. */
export const numbersBeginning = (start: string): { readonly low: number; readonly high: number } => {
  const width = 1_000 ** (3 - start.split('.').length)
  const low = softwareNumber(start)
  return { low, high: low + width - 1 }
}
