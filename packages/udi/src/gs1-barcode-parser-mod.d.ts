declare module 'gs1-barcode-parser-mod' {
  /** Throws a string when it cannot read the text. `raw` is the value as the text has it. */
  export function parseBarcode(text: string): {
    readonly parsedCodeItems: readonly {
      readonly ai: string
      readonly raw: string
      readonly isoDate: string
    }[]
  }
}
